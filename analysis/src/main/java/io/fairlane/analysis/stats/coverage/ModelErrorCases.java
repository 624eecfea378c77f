package io.fairlane.analysis.stats.coverage;

import io.fairlane.analysis.stats.LogRatio;
import io.fairlane.analysis.stats.ModelError;
import io.fairlane.analysis.stats.PredictedRatio;
import io.fairlane.analysis.stats.PredictionInterval;
import io.fairlane.analysis.stats.RatioEstimate;
import java.util.ArrayList;
import java.util.List;

/** A model that gets every cell wrong in its own way, known from cells that were studied before. */
final class ModelErrorCases {
  /** Cells that are studied. */
  private static final int[] SIZES = {8, 16, 48};

  /** Of the model, in ln: a cell repeats its share in every trial. */
  private static final double ERROR = 0.3;

  /** From run to run, relative sd; a cell's luck is between a half and one and a half of it. */
  private static final double LUCK = 0.1;

  private static final int REPLICATIONS = 24;
  private static final int TRIALS = 3;

  private ModelErrorCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (int n : SIZES) {
      cases.add(
          Case.of(
              "model error",
              Law.LOG_NORMAL,
              n,
              draws -> studied(draws, n).variance().contains(ERROR * ERROR)));
      cases.add(
          Case.of(
              "predicted, model errs",
              Law.LOG_NORMAL,
              n,
              draws -> {
                ModelError known = studied(draws, n);
                return new Cell(draws).predicted(known).expects();
              }));
    }
    cases.add(
        Case.control(
            "model error, control",
            Law.LOG_NORMAL,
            SIZES[1],
            draws -> new Cell(draws).predicted(ModelError.NONE).expects()));
    return cases;
  }

  private static ModelError studied(Laps draws, int cells) {
    double[] errors = new double[cells];
    double[] variances = new double[cells];
    for (int i = 0; i < cells; i++) {
      Outcome outcome = new Cell(draws).predicted(ModelError.NONE);
      errors[i] = Math.log(outcome.predicted.ratio() / outcome.measured.ratio());
      variances[i] = outcome.predicted.spread() * outcome.predicted.spread();
    }
    return ModelError.of(errors, variances);
  }

  /** One that is measured, and predicted by a model that is off by so much. */
  private static final class Cell {
    private final double[] fair;
    private final double[] lane;
    private final RatioEstimate measured;

    Cell(Laps draws) {
      double luck = LUCK * (0.5 + draws.nextInt(1000) / 1000.0);
      double error = draws.lognormal(ERROR);
      fair = draws.lognormals(REPLICATIONS, luck);
      lane = draws.lognormals(REPLICATIONS, luck);
      double[] measuredFair = draws.lognormals(TRIALS, luck);
      for (int i = 0; i < TRIALS; i++) {
        measuredFair[i] *= error;
      }
      measured = LogRatio.welch(measuredFair, draws.lognormals(TRIALS, luck));
    }

    Outcome predicted(ModelError known) {
      RatioEstimate centre = LogRatio.paired(fair, lane);
      return new Outcome(PredictionInterval.of(centre, fair, lane, TRIALS, known), measured);
    }
  }

  private record Outcome(PredictedRatio predicted, RatioEstimate measured) {
    boolean expects() {
      return predicted.expects(measured.ratio());
    }
  }
}
