package io.fairlane.analysis.validate;

import io.fairlane.analysis.stats.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shape of {@link GridStatistics} in JSON; a number that does not exist is null. */
record StatisticsJson(
    List<Skills> skill,
    List<Budget> errors,
    List<Distribution> distributions,
    List<Calibration> pit) {

  /** Of one runtime. */
  record Skills(String runtime, int lanes, List<Baseline> against) {}

  /** Skill, and what it is over. */
  record Baseline(String baseline, Double skill, int lanes, String detail) {}

  /**
   * What errors are made of.
   *
   * @param medianByLuck of |error| if the model were right
   * @param model its own by kind of cell
   */
  record Budget(
      String runtime, int lanes, double medianByLuck, double p90ByLuck, Map<String, Model> model) {}

  /** Standard deviation, in ln, of what the model gets wrong of so many study cells. */
  record Model(double sd, double low, double high, int studyCells) {}

  /**
   * One arm of one cell.
   *
   * @param w1 Wasserstein-1 of the logs of the time of a message, and its noise floor
   * @param pHolm over all arms of the runtime
   * @param pHolmStratum over those of the stratum
   */
  record Distribution(
      String cell,
      String stratum,
      String arm,
      int trials,
      double w1,
      double floor,
      double floor95,
      double p,
      double pHolm,
      double pHolmStratum,
      double pSmallest) {}

  /** Ends of 95 % intervals over cells; null with too few. */
  record Calibration(
      String runtime,
      int trials,
      int cells,
      double mean,
      Double meanLow,
      Double meanHigh,
      double variance,
      Double varianceLow,
      Double varianceHigh,
      String verdict,
      List<Integer> histogram) {}

  static StatisticsJson of(GridStatistics statistics) {
    return new StatisticsJson(
        statistics.baselines().stream().map(StatisticsJson::skills).toList(),
        statistics.budgets().stream().map(StatisticsJson::budget).toList(),
        statistics.distances().stream().map(StatisticsJson::distribution).toList(),
        statistics.pits().stream().map(StatisticsJson::calibration).toList());
  }

  private static Skills skills(Baselines its) {
    return new Skills(
        its.runtime().label(),
        its.lanes(),
        its.baselines().stream()
            .map(b -> new Baseline(b.name(), orNull(b.skill()), b.lanes(), b.detail()))
            .toList());
  }

  private static Budget budget(ErrorBudget its) {
    Map<String, Model> model = new LinkedHashMap<>();
    its.model()
        .forEach(
            (stratum, error) ->
                model.put(
                    stratum.label(),
                    new Model(
                        error.sd(),
                        Math.sqrt(error.variance().low()),
                        Math.sqrt(error.variance().high()),
                        error.cells())));
    return new Budget(its.runtime().label(), its.lanes(), its.median(), its.p90(), model);
  }

  private static Distribution distribution(ArmDistance its) {
    return new Distribution(
        its.cell().name() + "/" + its.cell().runtime().label(),
        its.cell().stratum().label(),
        its.arm().label(),
        its.trials(),
        its.distance().distance(),
        its.distance().floor(),
        its.distance().floor95(),
        its.distance().p(),
        its.adjusted(),
        its.withinStratum(),
        its.smallest());
  }

  private static Calibration calibration(Pits its) {
    Interval mean = its.figures().mean();
    Interval variance = its.figures().variance();
    return new Calibration(
        its.runtime().label(),
        its.figures().values(),
        its.figures().cells(),
        mean.point(),
        orNull(mean.low()),
        orNull(mean.high()),
        variance.point(),
        orNull(variance.low()),
        orNull(variance.high()),
        GridWords.verdict(its.figures()),
        its.figures().histogram());
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
