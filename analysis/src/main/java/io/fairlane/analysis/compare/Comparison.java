package io.fairlane.analysis.compare;

import io.fairlane.analysis.compare.StudyErrors.Quantity;
import io.fairlane.analysis.stats.HodgesLehmann;
import io.fairlane.analysis.stats.PredictedRatio;
import io.fairlane.analysis.stats.PredictionInterval;
import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Json;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Predicted beside measured, for one run directory. Speedups on both sides are exp of the mean
 * log-ratio, so a random number of laps biases neither against the other.
 *
 * @param arms what was seen of each arm, by runtime, arm and kind
 * @param rows each arm other than fair against fair
 * @param beforehand the same with the predictions that were made before anything was measured, at
 *     the speed of the CPUs that the calibration had met; null if the rows are those
 */
public record Comparison(
    Scenario scenario,
    List<ArmSide> arms,
    List<ArmComparison> rows,
    Summary summary,
    Comparison beforehand) {

  /**
   * Predicted at the speed that was seen beside each trial, where it was.
   *
   * @throws Refusal (bad input) if the directory holds no finished trial
   */
  public static Comparison of(RunDirectory run) {
    Manifest manifest = run.manifest();
    List<Trial> trials = run.trials();
    if (trials.isEmpty()) {
      throw Refusal.badInput(
          run.path()
              + " holds no finished trials: fill it with 'fairlane measure --resume "
              + run.path()
              + "'");
    }
    Comparison beforehand = of(manifest, trials);
    List<Trial> atSpeed = AtSpeed.of(run);
    return atSpeed.isEmpty()
        ? beforehand
        : of(manifest, atSpeed, StudyErrors.of(StudyErrors.When.AT_SPEED)).besides(beforehand);
  }

  private Comparison besides(Comparison other) {
    return new Comparison(scenario, arms, rows, summary, other);
  }

  /** What was predicted of the row's arm beforehand; empty if the row itself tells it. */
  public Optional<ArmComparison> beforehand(ArmComparison row) {
    return beforehand == null
        ? Optional.empty()
        : beforehand.rows().stream()
            .filter(before -> before.runtime() == row.runtime() && before.arm() == row.arm())
            .filter(before -> before.predicted().present())
            .filter(before -> !before.predicted().equals(row.predicted()))
            .findFirst();
  }

  /** From trials at hand, at least one, with the predictions of beforehand that are among them. */
  public static Comparison of(Manifest manifest, List<Trial> trials) {
    return of(manifest, trials, StudyErrors.of(StudyErrors.When.BEFOREHAND));
  }

  /**
   * @param errors what the model got wrong of other cells, in predictions of the same kind
   */
  public static Comparison of(Manifest manifest, List<Trial> trials, StudyErrors errors) {
    List<Trial> usable = trials.stream().filter(t -> t.messages() > 0).toList();
    List<ArmSide> arms = new ArrayList<>();
    List<ArmComparison> rows = new ArrayList<>();
    for (Runtime runtime : Runtime.values()) {
      for (Arm arm : Arm.values()) {
        Cell cell = new Cell(manifest, runtime, arm, trials, errors);
        for (Trial.Kind kind : Trial.Kind.values()) {
          List<Trial> side = select(usable, kind, runtime, arm);
          if (!side.isEmpty()) {
            arms.add(ArmSide.of(manifest.scenario(), side));
          }
        }
        if (arm != Arm.FAIR && trials.stream().anyMatch(cell::holds)) {
          rows.add(cell.compare(usable));
        }
      }
    }
    return new Comparison(
        manifest.scenario(), List.copyOf(arms), List.copyOf(rows), Summary.of(rows), null);
  }

  /** What was seen of one arm on one side; empty if nothing was. */
  public Optional<ArmSide> side(Trial.Kind kind, Runtime runtime, Arm arm) {
    return arms.stream()
        .filter(s -> s.kind() == kind && s.runtime() == runtime && s.arm() == arm)
        .findFirst();
  }

  /** Runtimes that have trials, in table order. */
  public List<Runtime> runtimes() {
    return arms.stream().map(ArmSide::runtime).distinct().toList();
  }

  /** The document of {@code compare --json} and of {@code comparison.json}. */
  public String json() {
    return Json.write(ComparisonJson.of(this)) + "\n";
  }

  static List<Trial> select(List<Trial> trials, Trial.Kind kind, Runtime runtime, Arm arm) {
    return trials.stream()
        .filter(t -> t.kind() == kind && t.runtime() == runtime && t.arm() == arm)
        .toList();
  }

  /** One arm of one cell, about to be compared with fair. */
  private record Cell(
      Manifest manifest, Runtime runtime, Arm arm, List<Trial> all, StudyErrors errors) {
    boolean holds(Trial trial) {
      return trial.runtime() == runtime && trial.arm() == arm;
    }

    ArmComparison compare(List<Trial> usable) {
      TrialRatio measured = speedup(usable, Trial.Kind.MEASURED);
      RatioEstimate measuredSpeedup = measured.estimate();
      RatioEstimate measuredPrice = price(usable, Trial.Kind.MEASURED).estimate();
      return new ArmComparison(
          manifest.scenario().name() + "/" + runtime.label(),
          runtime,
          arm,
          predict(Quantity.SPEEDUP, speedup(usable, Trial.Kind.PREDICTED), measuredSpeedup),
          measuredSpeedup,
          HodgesLehmann.ratio(measured.numerator(), measured.denominator()),
          predict(Quantity.PRICE, price(usable, Trial.Kind.PREDICTED), measuredPrice),
          measuredPrice,
          RowNotes.of(all, runtime, arm, measuredSpeedup));
    }

    private TrialRatio speedup(List<Trial> usable, Trial.Kind kind) {
      return new TrialRatio(
          select(usable, kind, runtime, Arm.FAIR),
          select(usable, kind, runtime, arm),
          Trial::nanosPerMessage);
    }

    private TrialRatio price(List<Trial> usable, Trial.Kind kind) {
      return new TrialRatio(
          select(usable, kind, runtime, arm),
          select(usable, kind, runtime, Arm.FAIR),
          Trial::backgroundTurnsPerSecond);
    }

    /** For as many trials as were measured; with nothing measured yet, as many as are planned. */
    private PredictedRatio predict(
        Quantity quantity, TrialRatio replications, RatioEstimate measured) {
      int trials = measured.present() ? measured.n() : Math.max(1, manifest.plan().trials());
      return PredictionInterval.of(
          replications.estimate(),
          replications.numerator(),
          replications.denominator(),
          trials,
          errors.of(runtime, quantity, Stratum.of(manifest.scenario())));
    }
  }
}
