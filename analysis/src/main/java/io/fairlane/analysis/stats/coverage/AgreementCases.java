package io.fairlane.analysis.stats.coverage;

import io.fairlane.analysis.stats.Concordance;
import io.fairlane.analysis.stats.DistributionDistance;
import io.fairlane.analysis.stats.Equivalence;
import io.fairlane.analysis.stats.LimitsOfAgreement;
import io.fairlane.analysis.stats.PitValues;
import io.fairlane.analysis.stats.Share;
import java.util.ArrayList;
import java.util.List;

/** The routines that compare predictions with measurements. */
final class AgreementCases {
  private static final int[] SIZES = {5, 10, 20};
  private static final int REPLICATIONS = 20;
  private static final int RELABELLINGS = 199;

  /** In each arm of a cell's measurement. */
  private static final int TRIALS = 5;

  /** How far the model of these experiments is off on average, on logs. */
  private static final double BIAS = 0.05;

  /** Enough for the spread and the concordance of a law to three digits. */
  private static final int MANY = 50_000;

  private AgreementCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (Law law : Law.values()) {
      double meanLog = law.meanLog();
      double[][] many = grid(law, meanLog, new Laps(4), MANY);
      double concordance = Concordance.of(many[0], many[1]).point();
      LimitsOfAgreement limits = LimitsOfAgreement.of(many[0], many[1]);
      double upper = limits.high().point();
      double trend = limits.trend().point();
      for (int n : SIZES) {
        cases.add(
            new Case(
                "equivalence (TOST)",
                law.label(),
                n,
                0.9,
                false,
                draws ->
                    Equivalence.independent(law.baseline(draws, n), law.baseline(draws, n))
                        .ratio()
                        .contains(1)));
        cases.add(
            Case.of(
                "concordance",
                law,
                n,
                draws -> {
                  double[][] cells = grid(law, meanLog, draws, n);
                  return Concordance.of(cells[0], cells[1]).contains(concordance);
                }));
        cases.add(
            Case.of(
                "agreement: bias",
                law,
                n,
                draws -> {
                  double[][] cells = grid(law, meanLog, draws, n);
                  return LimitsOfAgreement.of(cells[0], cells[1]).bias().contains(BIAS);
                }));
        cases.add(
            Case.of(
                "agreement: upper limit",
                law,
                n,
                draws -> {
                  double[][] cells = grid(law, meanLog, draws, n);
                  return LimitsOfAgreement.of(cells[0], cells[1]).high().contains(upper);
                }));
        cases.add(
            Case.of(
                "agreement: trend",
                law,
                n,
                draws -> {
                  double[][] cells = grid(law, meanLog, draws, n);
                  return LimitsOfAgreement.of(cells[0], cells[1]).trend().contains(trend);
                }));
        cases.add(Case.of("PIT uniformity, test", law, n, draws -> uniform(law, draws, n)));
        cases.add(
            Case.of(
                "Wasserstein-1, test",
                law,
                n,
                draws ->
                    DistributionDistance.of(
                                law.baseline(draws, n),
                                law.baseline(draws, n),
                                RELABELLINGS,
                                draws.nextInt(Integer.MAX_VALUE))
                            .p()
                        > 0.05));
      }
    }
    for (int n : SIZES) {
      cases.add(new Case("Clopper-Pearson", "19 in 20", n, 0.95, false, draws -> share(draws, n)));
    }
    return cases;
  }

  /** Cells over a range of speedups; what is measured has the noise of a few trials. */
  private static double[][] grid(Law law, double meanLog, Laps draws, int n) {
    double[][] cells = new double[2][n];
    for (int i = 0; i < n; i++) {
      double truth = draws.gaussian();
      cells[0][i] = truth + BIAS + 0.05 * draws.gaussian();
      double noise = 0;
      for (double seconds : law.baseline(draws, TRIALS)) {
        noise += (Math.log(seconds) - meanLog) / TRIALS;
      }
      cells[1][i] = truth + noise;
    }
    return cells;
  }

  private static boolean uniform(Law law, Laps draws, int n) {
    List<double[]> predictions = new ArrayList<>();
    for (int cell = 0; cell < n; cell++) {
      predictions.add(law.baseline(draws, REPLICATIONS));
    }
    return PitValues.of(predictions, law.baseline(draws, n), draws.nextInt(Integer.MAX_VALUE)).p()
        > 0.05;
  }

  private static boolean share(Laps draws, int n) {
    int hits = 0;
    for (int cell = 0; cell < n; cell++) {
      hits += draws.nextInt(20) < 19 ? 1 : 0;
    }
    Share share = Share.of(hits, n);
    return share.low() <= 0.95 && 0.95 <= share.high();
  }
}
