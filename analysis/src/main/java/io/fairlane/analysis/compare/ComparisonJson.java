package io.fairlane.analysis.compare;

import java.util.List;

/**
 * The shape of {@code compare --json}; a number that does not exist is null, never 0.
 *
 * @param beforehand the same with the predictions made before anything was measured, at the CPUs'
 *     speed that the calibration had met; null if the others are those. If it is there, the others
 *     are at the speed that was seen beside each trial
 */
public record ComparisonJson(List<Cell> cells, Summary summary, ComparisonJson beforehand) {

  /** One arm against fair. */
  public record Cell(
      String cell,
      String arm,
      Double predicted,
      Double predictedLow,
      Double predictedHigh,
      Double measured,
      Double measuredLow,
      Double measuredHigh,
      Double error,
      String verdict) {}

  static ComparisonJson of(Comparison comparison) {
    return new ComparisonJson(
        comparison.rows().stream().map(ComparisonJson::cell).toList(),
        comparison.summary(),
        comparison.beforehand() == null ? null : of(comparison.beforehand()));
  }

  public static Cell cell(ArmComparison row) {
    return new Cell(
        row.cell(),
        row.arm().label(),
        orNull(row.predicted().ratio()),
        orNull(row.predicted().low()),
        orNull(row.predicted().high()),
        orNull(row.measured().ratio()),
        orNull(row.measured().low()),
        orNull(row.measured().high()),
        orNull(row.error()),
        row.verdict().label());
  }

  static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
