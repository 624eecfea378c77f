package io.fairlane.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  private static final double[] FAIR = {6.21, 11.9, 8.4, 9.73, 7.05};
  private static final double[] LOCKED = {.331, .352, .318, .341, .329};

  /** Expected numbers from scipy 1.10.1. */
  @Test
  void trialsOfOneBlockArePaired() {
    ArmComparison row = only(trials(5, 5));
    assertThat(row.measured().method()).isEqualTo(RatioEstimate.Method.PAIRED_T);
    assertThat(row.measured().low()).isCloseTo(18.89759125, within(1e-7));
    assertThat(row.predicted().ratio()).isCloseTo(row.measured().ratio(), within(1e-9));
    assertThat(row.error()).isCloseTo(0, within(1e-12));
    assertThat(row.errorLow()).isNegative();
    assertThat(row.errorHigh()).isPositive();
    assertThat(row.verdict()).isEqualTo(Agreement.AGREES);
    assertThat(row.measuredRegime()).isEqualTo(Regime.GAIN);
  }

  @Test
  void blocksThatDoNotMeetAreTakenAsIndependent() {
    List<Trial> trials = new ArrayList<>();
    for (int rep = 0; rep < 5; rep++) {
      trials.add(measured(Arm.FAIR, rep, FAIR[rep], 100L));
      trials.add(measured(Arm.LOCKED, rep + 5, LOCKED[rep], 100L));
    }
    assertThat(only(trials).measured().method()).isEqualTo(RatioEstimate.Method.WELCH_T);
    assertThat(only(trials).measured().low()).isCloseTo(18.37133036, within(1e-7));
  }

  @Test
  void aRepeatedBlockCountsOnce() {
    List<Trial> trials = new ArrayList<>(trials(0, 3));
    trials.add(measured(Arm.FAIR, 2, 8.4, 100L));
    assertThat(only(trials).measured().n()).isEqualTo(3);
  }

  @Test
  void timeboxedTrialsAreComparedAsRates() {
    Trial whole = measured(Arm.FAIR, 0, 8, 100L);
    Trial boxed =
        new Trial(
            Trial.Kind.MEASURED,
            "seed",
            Runtime.GO,
            Arm.LOCKED,
            0,
            0,
            2,
            whole.messages() / 100,
            whole.counters(),
            whole.latency(),
            Trial.Verdict.TIMEBOXED,
            whole.host());
    Comparison comparison = Comparison.of(Runs.manifest(1, 0), List.of(whole, boxed));
    ArmComparison row = comparison.rows().getFirst();
    assertThat(row.measured().ratio()).isCloseTo(8 / 200.0, within(1e-12));
    assertThat(row.notes()).contains("1 of 2 trials stopped by the clock: as rates");
    assertThat(
            comparison
                .side(Trial.Kind.MEASURED, Runtime.GO, Arm.LOCKED)
                .orElseThrow()
                .seconds()
                .median())
        .isCloseTo(200, within(1e-9));
  }

  @Test
  void aBoxWithoutAMessageIsLeftOutAndSaid() {
    Trial stuck = measured(Arm.LOCKED, 1, 60, 100L);
    stuck =
        new Trial(
            stuck.kind(),
            "seed",
            stuck.runtime(),
            stuck.arm(),
            1,
            0,
            60,
            0,
            stuck.counters(),
            stuck.latency(),
            Trial.Verdict.TIMEBOXED,
            stuck.host());
    ArmComparison row = only(List.of(measured(Arm.FAIR, 0, 8, 100L), stuck));
    assertThat(row.measured().present()).isFalse();
    assertThat(row.notes())
        .contains("1 of 2 trials got no message through: left out")
        .contains("no measured trial of the locked arm");
  }

  @Test
  void oneOrTwoTrialsDecideNothing() {
    for (int n = 1; n <= 2; n++) {
      ArmComparison row = only(trials(5, n));
      assertThat(row.measured().hasInterval()).isFalse();
      assertThat(row.verdict()).isEqualTo(Agreement.UNDECIDED);
      assertThat(row.measuredRegime()).isEqualTo(Regime.UNDECIDED);
      assertThat(row.predicted().trials()).isEqualTo(n);
    }
  }

  @Test
  void moreTrialsNarrowThePredictedInterval() {
    double three = width(only(trials(5, 3)));
    assertThat(width(only(trials(5, 5)))).isLessThan(three);
    assertThat(width(only(trials(5, 1)))).isGreaterThan(three);
  }

  @Test
  void aLossPredictedAsAGainHasTheWrongDirection() {
    List<Trial> trials = new ArrayList<>();
    for (int rep = 0; rep < 4; rep++) {
      double wobble = 1 + 0.01 * rep;
      trials.add(measured(Arm.FAIR, rep, wobble, 100L));
      trials.add(measured(Arm.LOCKED, rep, 30 * wobble * wobble, 100L));
      trials.add(Runs.trial(Trial.Kind.PREDICTED, Runtime.GO, Arm.FAIR, rep, wobble, 100L));
      trials.add(Runs.trial(Trial.Kind.PREDICTED, Runtime.GO, Arm.LOCKED, rep, wobble / 2, 100L));
    }
    ArmComparison row = only(trials);
    assertThat(row.measuredRegime()).isEqualTo(Regime.LOSS);
    assertThat(row.rightDirection()).isFalse();
    assertThat(Wording.of(row)).contains("(slower)", "outside the interval, wrong direction.");
    assertThat(Summary.of(List.of(row)).signAccuracy()).isZero();
    assertThat(Summary.of(List.of(row)).coverage95()).isZero();
  }

  @Test
  void noChangeAndUndecidedDiffer() {
    assertThat(Regime.of(estimate(1.0, 0.99, 1.01))).isEqualTo(Regime.NEUTRAL);
    assertThat(Regime.of(estimate(1.1, 0.8, 1.4))).isEqualTo(Regime.UNDECIDED);
    assertThat(Regime.of(estimate(1.1, 1.05, 1.15))).isEqualTo(Regime.GAIN);
    assertThat(Regime.of(estimate(0.9, 0.85, 0.95))).isEqualTo(Regime.LOSS);
  }

  private static RatioEstimate estimate(double ratio, double low, double high) {
    return new RatioEstimate(ratio, low, high, 5, RatioEstimate.Method.PAIRED_T);
  }

  @Test
  void theFairArmMissing() {
    ArmComparison row = only(List.of(measured(Arm.LOCKED, 0, 0.3, 100L)));
    assertThat(row.measured().present()).isFalse();
    assertThat(row.notes()).contains("no measured trial of the fair arm", "not predicted");
    assertThat(Wording.of(row)).isEqualTo("go locked: no fair arm to compare with.");
  }

  @Test
  void onlyTheFairArmGivesNoRows() {
    Comparison comparison =
        Comparison.of(Runs.manifest(1, 0), List.of(measured(Arm.FAIR, 0, 8, 100L)));
    assertThat(comparison.rows()).isEmpty();
    assertThat(comparison.summary()).isEqualTo(new Summary(0, null, null, null, null, null));
    assertThat(ComparisonTable.text(comparison)).contains("fair");
  }

  @Test
  void thePriceIsARatioOfRates() {
    ArmComparison row =
        only(List.of(measured(Arm.FAIR, 0, 10, 1000L), measured(Arm.LOCKED, 0, 1, 50L)));
    assertThat(row.measuredPrice().ratio()).isCloseTo(0.5, within(1e-12));
    assertThat(Wording.priceOf(row)).isEqualTo("Background turns per second: -50 % measured.");
  }

  @Test
  void absentCountersGiveNoPriceAndAStarvedBackgroundGivesZero() {
    ArmComparison absent =
        only(List.of(measured(Arm.FAIR, 0, 10, null), measured(Arm.LOCKED, 0, 1, 50L)));
    assertThat(absent.measuredPrice().present()).isFalse();
    assertThat(Wording.priceOf(absent)).isEmpty();
    ArmComparison starved =
        only(List.of(measured(Arm.FAIR, 0, 10, 1000L), measured(Arm.LOCKED, 0, 1, 0L)));
    assertThat(starved.measuredPrice().ratio()).isZero();
    ArmComparison nobody =
        only(List.of(measured(Arm.FAIR, 0, 10, 0L), measured(Arm.LOCKED, 0, 1, 0L)));
    assertThat(nobody.measuredPrice().present()).isFalse();
  }

  @Test
  void anEmptyRunIsRefusedWithARemedy(@TempDir Path parent) {
    RunDirectory run = RunDirectory.create(parent, Runs.manifest(5, 20), Instant.EPOCH);
    assertThatThrownBy(() -> Comparison.of(run))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no finished trials")
        .hasMessageContaining("fairlane measure --resume");
  }

  /** The first trials of a fixed experiment, the same numbers on both sides. */
  private static List<Trial> trials(int predicted, int measured) {
    List<Trial> trials = new ArrayList<>();
    for (int rep = 0; rep < 5; rep++) {
      if (rep < predicted) {
        trials.add(Runs.trial(Trial.Kind.PREDICTED, Runtime.GO, Arm.FAIR, rep, FAIR[rep], 100L));
        trials.add(
            Runs.trial(Trial.Kind.PREDICTED, Runtime.GO, Arm.LOCKED, rep, LOCKED[rep], 100L));
      }
      if (rep < measured) {
        trials.add(measured(Arm.FAIR, rep, FAIR[rep], 100L));
        trials.add(measured(Arm.LOCKED, rep, LOCKED[rep], 100L));
      }
    }
    return trials;
  }

  private static Trial measured(Arm arm, int rep, double seconds, Long turns) {
    return Runs.trial(Trial.Kind.MEASURED, Runtime.GO, arm, rep, seconds, turns);
  }

  private static ArmComparison only(List<Trial> trials) {
    List<ArmComparison> rows = Comparison.of(Runs.manifest(5, 20), trials).rows();
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }

  private static double width(ArmComparison row) {
    return Math.log(row.predicted().high() / row.predicted().low());
  }
}
