package io.fairlane.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.analysis.stats.coverage.Laps;
import org.junit.jupiter.api.Test;

/**
 * Concordance, limits of agreement, equivalence, ranks and skill. The measurements are those of
 * Bland and Altman (Lancet 1986, table 1): peak expiratory flow of 17 persons by two meters, l/min.
 * Expected numbers are theirs, or were computed independently with scipy 1.17.1.
 */
class AgreementStatisticsTest {
  private static final double[] LARGE = {
    494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427
  };
  private static final double[] MINI = {
    512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451
  };

  /** Published: mean difference -2.1, standard deviation 38.8. */
  @Test
  void limitsOfThePublishedExample() {
    LimitsOfAgreement limits = LimitsOfAgreement.of(LARGE, MINI);
    assertThat(limits.bias().point()).isCloseTo(-2.1, within(0.05));
    assertThat((limits.high().point() - limits.bias().point()) / 1.959964)
        .isCloseTo(38.8, within(0.05));
    // ends by scipy.stats.nct.ppf and t.ppf, slope by scipy.stats.linregress
    assertInterval(limits.bias(), -2.1176470588235294, -22.0488377, 17.81354358);
    assertInterval(limits.high(), 73.86061134946466, 48.8596373, 119.92550418);
    assertInterval(limits.low(), -78.09590546711173, -124.16079829, -53.09493142);
    assertInterval(limits.trend(), 0.02868744515254922, -0.15932006368395663, 0.21669495398905508);
  }

  /** scipy.stats.nct.cdf and ppf. */
  @Test
  void noncentralT() {
    assertThat(new NoncentralT(2, 1.5).cumulative(3)).isCloseTo(0.7395698032036728, within(1e-8));
    assertThat(new NoncentralT(4, 4.38).cumulative(10)).isCloseTo(0.9316152344189056, within(1e-8));
    assertThat(new NoncentralT(16, 8.08).cumulative(12)).isCloseTo(0.94967997968779, within(1e-8));
    assertThat(new NoncentralT(9, 0).cumulative(-1)).isCloseTo(0.1717181980689568, within(1e-8));
    assertThat(new NoncentralT(4, 4.382612701264).quantile(0.025))
        .isCloseTo(2.0642593793548514, within(1e-6));
    assertThat(new NoncentralT(2, 3.3947).quantile(0.975))
        .isCloseTo(22.1979593613946, within(1e-5));
  }

  @Test
  void limitsWithTheIntervalOf1986CoverTooSeldom() {
    Laps noise = new Laps(11);
    int n = 5;
    int held = 0;
    int exact = 0;
    for (int round = 0; round < 2000; round++) {
      double[] x = LogRatio.logs(noise.lognormals(n, 1));
      Interval limit = LimitsOfAgreement.of(x, new double[n]).high();
      double s = (limit.point() - LimitsOfAgreement.of(x, new double[n]).bias().point()) / 1.959964;
      double half = LogRatio.t(n - 1) * Math.sqrt(3.0 / n) * s;
      held += Math.abs(limit.point() - 1.959964) <= half ? 1 : 0;
      exact += limit.contains(1.959964) ? 1 : 0;
    }
    assertThat(Share.of(held, 2000).high()).as("control: even on both sides").isLessThan(0.93);
    assertThat(Share.of(exact, 2000).high()).isGreaterThan(0.95);
  }

  /** numpy, by Lin's formulas; with the normal quantile in place of t: 0.8505 to 0.9787. */
  @Test
  void concordance() {
    assertInterval(
        Concordance.of(LARGE, MINI), 0.9427424314274846, 0.8378192216769409, 0.9805053793815056);
  }

  @Test
  void concordanceWithoutAnInterval() {
    double[] x = {1, 2, 3, 4};
    assertThat(Concordance.of(x, x).point()).isEqualTo(1);
    assertThat(Concordance.of(x, x).hasEnds()).isFalse();
    assertThat(Concordance.of(new double[] {1, 2, 3}, new double[] {1, 3, 2}).hasEnds()).isFalse();
    assertThatThrownBy(() -> Concordance.of(new double[4], new double[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** scipy.stats.ttest_1samp(ln ratio, -+ln 1.1), one-sided; the larger p. */
  @Test
  void equivalenceOfPairs() {
    Equivalence pairs = Equivalence.paired(LARGE, MINI);
    assertInterval(pairs.ratio(), 0.9882846257676574, 0.9385710843616197, 1.0406313573926445);
    assertThat(pairs.smallestMargin()).isCloseTo(0.06544940139527299, within(1e-8));
    assertThat(pairs.p(0.1)).isCloseTo(0.006092393502065177, within(1e-8));
    assertThat(pairs.p(pairs.smallestMargin())).isCloseTo(0.05, within(1e-8));
    assertThat(pairs.within(0.1)).isTrue();
    assertThat(pairs.within(0.06)).isFalse();
    assertThatThrownBy(() -> pairs.within(0)).isInstanceOf(IllegalArgumentException.class);
  }

  /** scipy.stats.ttest_ind(ln x - ln 2, ln y, equal_var=False, alternative='less'). */
  @Test
  void equivalenceOfIndependentSamples() {
    double[] x = {3.1, 4.7, 2.2, 5.9, 4.1, 3.6};
    double[] y = {2.9, 3.6, 1.8, 4.4, 2.5};
    assertThat(Equivalence.independent(x, y).p(1)).isCloseTo(0.032867885499743794, within(1e-8));
    double[] same = {2, 2, 2};
    assertThat(Equivalence.independent(same, same).smallestMargin()).isZero();
    assertThat(Equivalence.independent(same, same).p(0.1)).isZero();
  }

  @Test
  void equivalenceIsSeldomShownWhereThereIsNoneAndNoSignificanceIsNoProof() {
    Laps noise = new Laps(12);
    int rounds = 2000;
    int shown = 0;
    int notSignificant = 0;
    for (int round = 0; round < rounds; round++) {
      double[] x = noise.lognormals(10, 0.1);
      double[] y = noise.lognormals(10, 0.1);
      for (int i = 0; i < y.length; i++) {
        y[i] *= 1.1;
      }
      shown += Equivalence.independent(x, y).within(0.1) ? 1 : 0;
      notSignificant += LogRatio.welch(x, y).excludesOne() ? 0 : 1;
    }
    assertThat(Share.of(shown, rounds).low()).as("at the margin").isLessThan(0.05);
    assertThat(Share.of(notSignificant, rounds).low()).as("control: t test").isGreaterThan(0.3);
  }

  /** scipy.stats.kendalltau, which is tau-b. */
  @Test
  void ranks() {
    assertThat(RankAgreement.tau(LARGE, MINI)).isCloseTo(0.764705882352941, within(1e-12));
    assertThat(RankAgreement.tau(new double[] {1, 2, 2, 3, 4}, new double[] {1, 3, 2, 2, 5}))
        .isCloseTo(0.6666666666666666, within(1e-12));
    assertThat(RankAgreement.tau(new double[3], new double[] {1, 2, 3})).isNaN();
  }

  @Test
  void skillAgainstThreeBaselines() {
    double[] measured = {2, 4, 8};
    double[] formula = {1, 2, 4};
    double[] predicted = {Math.sqrt(2) * 2, Math.sqrt(2) * 4, Math.sqrt(2) * 8};
    Skill skill = Skill.of(predicted, measured, new double[] {2, 8}, formula);
    // in units of ln 2 the model is off by 1/2, no effect by 1, 2, 3, the mean (4) by 1, 0, 1
    assertThat(skill.noEffect()).isCloseTo(1 - Math.sqrt(0.75 / 14), within(1e-12));
    assertThat(skill.studyMean()).isCloseTo(1 - Math.sqrt(0.75 / 2), within(1e-12));
    assertThat(skill.closedForm()).isCloseTo(0.5, within(1e-12));
    Skill bare = Skill.of(predicted, measured, new double[0], new double[0]);
    assertThat(bare.studyMean()).isNaN();
    assertThat(bare.closedForm()).isNaN();
  }

  private static void assertInterval(Interval interval, double point, double low, double high) {
    assertThat(interval.point()).isCloseTo(point, within(1e-6));
    assertThat(interval.low()).isCloseTo(low, within(1e-5));
    assertThat(interval.high()).isCloseTo(high, within(1e-5));
  }
}
