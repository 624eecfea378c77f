package io.fairlane.analysis.compare;

import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.analysis.stats.SampleSummary;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Json;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The document of {@code simulate --json} and of {@code measure --json}: one side of one runtime,
 * in one shape, so that whatever reads one reads the other.
 *
 * @param speedup by arm, against fair; the interval is that of the estimate
 * @param price background turns per second against fair, by arm
 * @param varianceRatio by arm: what pairing the runs is worth, see {@link Pairing}
 */
public record RunSummary(
    Scenario scenario,
    Runtime runtime,
    Map<Arm, ArmFigures> arms,
    Map<Arm, Ratio> speedup,
    Map<Arm, Ratio> price,
    Map<Arm, Double> varianceRatio,
    long seed,
    Manifest manifest) {

  /**
   * @param latency of messages, send to receive
   * @param runQueueDelay of Gs, from runnable to running
   */
  public record ArmFigures(
      SampleSummary seconds,
      ArmSide.Counts counters,
      ArmSide.Quantiles latency,
      RunQueueDelay runQueueDelay) {
    static ArmFigures of(ArmSide side) {
      return new ArmFigures(
          side.seconds(),
          side.counts(),
          side.delays().latency(),
          new RunQueueDelay(side.delays().consumerDelay(), side.delays().producerDelay()));
    }
  }

  public record RunQueueDelay(ArmSide.Quantiles consumer, ArmSide.Quantiles producer) {}

  /** A ratio with its 95 % interval; the ends are null if there is none. */
  public record Ratio(double ratio, Double low, Double high) {
    static Ratio of(RatioEstimate estimate) {
      return new Ratio(
          estimate.ratio(),
          ComparisonJson.orNull(estimate.low()),
          ComparisonJson.orNull(estimate.high()));
    }
  }

  /**
   * @throws Refusal (bad input) if there is no such trial
   */
  public static RunSummary of(
      Manifest manifest, List<Trial> trials, Trial.Kind kind, Runtime runtime) {
    Comparison comparison = Comparison.of(manifest, trials);
    Map<Arm, ArmFigures> arms = new LinkedHashMap<>();
    for (ArmSide side : comparison.arms()) {
      if (side.kind() == kind && side.runtime() == runtime) {
        arms.put(side.arm(), ArmFigures.of(side));
      }
    }
    if (arms.isEmpty()) {
      throw Refusal.badInput("no " + kind.label() + " trial on " + runtime.label() + " to sum up");
    }
    Map<Arm, Ratio> speedup = new LinkedHashMap<>();
    Map<Arm, Ratio> price = new LinkedHashMap<>();
    boolean predicted = kind == Trial.Kind.PREDICTED;
    for (ArmComparison row : comparison.rows()) {
      if (row.runtime() == runtime) {
        put(speedup, row.arm(), predicted ? row.predicted().centre() : row.measured());
        put(price, row.arm(), predicted ? row.predictedPrice().centre() : row.measuredPrice());
      }
    }
    return new RunSummary(
        manifest.scenario(),
        runtime,
        arms,
        speedup,
        price,
        Pairing.varianceRatios(trials, kind, runtime),
        manifest.seed(),
        manifest);
  }

  public String json() {
    return Json.write(this) + "\n";
  }

  private static void put(Map<Arm, Ratio> ratios, Arm arm, RatioEstimate estimate) {
    if (estimate.present()) {
      ratios.put(arm, Ratio.of(estimate));
    }
  }
}
