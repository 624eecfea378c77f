package io.fairlane.analysis.stats.coverage;

import io.fairlane.analysis.stats.Bootstrap;
import io.fairlane.analysis.stats.CliffsDelta;
import io.fairlane.analysis.stats.Fieller;
import io.fairlane.analysis.stats.HodgesLehmann;
import io.fairlane.analysis.stats.LogRatio;
import io.fairlane.analysis.stats.ModelError;
import io.fairlane.analysis.stats.PredictionInterval;
import io.fairlane.analysis.stats.RatioEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The routines that compare two arms. */
final class RatioCases {
  private static final int[] SIZES = {5, 10, 20};

  /** As {@code simulate} makes unless told otherwise. */
  private static final int REPLICATIONS = 20;

  private static final int RESAMPLES = 999;

  private RatioCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (Law law : Law.values()) {
      double ratio = law.ratio();
      double median = law.medianRatio();
      double ofMeans = law.ratioOfMeans();
      double delta = law.delta();
      for (int n : SIZES) {
        cases.add(
            Case.of("paired log-ratio", law, n, draws -> holds(paired(law, draws, n), ratio)));
        cases.add(
            Case.of(
                "Welch log-ratio",
                law,
                n,
                draws -> holds(LogRatio.welch(law.baseline(draws, n), law.arm(draws, n)), ratio)));
        cases.add(
            Case.of(
                "Hodges-Lehmann",
                law,
                n,
                draws ->
                    holds(HodgesLehmann.ratio(law.baseline(draws, n), law.arm(draws, n)), median)));
        cases.add(
            Case.of(
                "Fieller",
                law,
                n,
                draws -> holds(Fieller.ratio(law.baseline(draws, n), law.arm(draws, n)), ofMeans)));
        cases.add(
            Case.of(
                "Cliff's delta",
                law,
                n,
                draws ->
                    CliffsDelta.of(law.baseline(draws, n), law.rival(draws, n)).contains(delta)));
        cases.add(Case.of("bootstrap, percentile", law, n, bootstrap(law, n, ofMeans, false)));
        cases.add(Case.of("bootstrap, BCa", law, n, bootstrap(law, n, ofMeans, true)));
        cases.add(Case.of("prediction interval", law, n, draws -> predicted(law, draws, n)));
      }
    }
    return cases;
  }

  /** Blocks that share the drift of the machine, 30 % from block to block. */
  private static RatioEstimate paired(Law law, Laps draws, int n) {
    double[] a = law.baseline(draws, n);
    double[] b = law.arm(draws, n);
    for (int i = 0; i < n; i++) {
      double drift = draws.lognormal(0.3);
      a[i] *= drift;
      b[i] *= drift;
    }
    return LogRatio.paired(a, b);
  }

  private static Predicate<Laps> bootstrap(Law law, int n, double truth, boolean bca) {
    if (n < Bootstrap.MIN_TRIALS) {
      return null;
    }
    return draws -> {
      Bootstrap bootstrap =
          new Bootstrap(
              arms -> Law.mean(arms[0]) / Law.mean(arms[1]),
              RESAMPLES,
              draws.nextInt(Integer.MAX_VALUE));
      double[] a = law.baseline(draws, n);
      double[] b = law.arm(draws, n);
      return (bca ? bootstrap.bca(a, b) : bootstrap.percentile(a, b)).contains(truth);
    };
  }

  /** The truth of a prediction is what n trials will measure. */
  private static boolean predicted(Law law, Laps draws, int n) {
    double[] a = law.baseline(draws, REPLICATIONS);
    double[] b = law.arm(draws, REPLICATIONS);
    double measured = LogRatio.welch(law.baseline(draws, n), law.arm(draws, n)).ratio();
    return PredictionInterval.of(LogRatio.paired(a, b), a, b, n, ModelError.NONE).expects(measured);
  }

  private static boolean holds(RatioEstimate estimate, double truth) {
    return estimate.low() <= truth && truth <= estimate.high();
  }
}
