package io.fairlane.analysis.compare;

import io.fairlane.analysis.stats.SampleSummary;
import java.util.List;

/**
 * How far off predictions are over many rows; null where no row can say.
 *
 * @param cells rows with a prediction and a measurement
 * @param medianAbsError median of |error| of the speedup
 * @param p90AbsError 90th percentile of the same
 * @param signAccuracy share of right signs (gain, neutral, loss), among rows whose measured
 *     interval excludes 1
 * @param coverage95 share of measurements inside the predicted 95 % interval, among decided rows
 * @param width95 upper over lower end of that interval, in the median of the decided rows: what the
 *     coverage is worth
 */
public record Summary(
    int cells,
    Double medianAbsError,
    Double p90AbsError,
    Double signAccuracy,
    Double coverage95,
    Double width95) {

  /** Rows of one comparison, or of many: the cells of a grid. */
  public static Summary of(List<ArmComparison> rows) {
    double[] errors =
        rows.stream()
            .filter(ArmComparison::complete)
            .mapToDouble(row -> Math.abs(row.error()))
            .toArray();
    List<ArmComparison> signed =
        rows.stream()
            .filter(ArmComparison::complete)
            .filter(row -> row.measured().excludesOne())
            .toList();
    List<ArmComparison> decided =
        rows.stream().filter(row -> row.verdict() != Agreement.UNDECIDED).toList();
    return new Summary(
        errors.length,
        errors.length == 0 ? null : SampleSummary.quantile(errors, 0.5),
        errors.length == 0 ? null : SampleSummary.quantile(errors, 0.9),
        share(signed, signed.stream().filter(ArmComparison::rightDirection).count()),
        share(decided, decided.stream().filter(r -> r.verdict() == Agreement.AGREES).count()),
        width(decided));
  }

  private static Double width(List<ArmComparison> decided) {
    double[] widths =
        decided.stream().mapToDouble(r -> r.predicted().high() / r.predicted().low()).toArray();
    return widths.length == 0 ? null : SampleSummary.quantile(widths, 0.5);
  }

  private static Double share(List<ArmComparison> of, long hits) {
    return of.isEmpty() ? null : hits / (double) of.size();
  }
}
