package io.fairlane.analysis.compare;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The comparison for spreadsheets and data frames: a line for each lane, ratios unrounded, nothing
 * in a field that has no number.
 */
public final class ComparisonCsv {
  /** More than any measurement has, and fewer than two JVMs' logarithms differ in. */
  private static final MathContext DIGITS = new MathContext(10);

  private record Column(String name, Function<ArmComparison, Object> value) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("cell", ArmComparison::cell),
          new Column("runtime", row -> row.runtime().label()),
          new Column("arm", row -> row.arm().label()),
          new Column("trials", row -> row.measured().present() ? row.measured().n() : 0),
          new Column("measured", row -> row.measured().ratio()),
          new Column("measured_low", row -> row.measured().low()),
          new Column("measured_high", row -> row.measured().high()),
          new Column("predicted", row -> row.predicted().ratio()),
          new Column("predicted_low", row -> row.predicted().low()),
          new Column("predicted_high", row -> row.predicted().high()),
          new Column("error", ArmComparison::error),
          new Column("error_low", ArmComparison::errorLow),
          new Column("error_high", ArmComparison::errorHigh),
          new Column("measured_price", row -> row.measuredPrice().ratio()),
          new Column("measured_price_low", row -> row.measuredPrice().low()),
          new Column("measured_price_high", row -> row.measuredPrice().high()),
          new Column("predicted_price", row -> row.predictedPrice().ratio()),
          new Column("predicted_price_low", row -> row.predictedPrice().low()),
          new Column("predicted_price_high", row -> row.predictedPrice().high()),
          new Column("effect", row -> row.measuredRegime().label()),
          new Column("verdict", row -> row.verdict().label()),
          new Column("notes", row -> String.join("; ", row.notes())));

  private static final List<String> BEFOREHAND =
      List.of("beforehand", "beforehand_low", "beforehand_high");

  private ComparisonCsv() {}

  /**
   * A header, then the rows; lines end with a line feed.
   *
   * @param beforehand the same rows with what was predicted before the speed of the CPUs in each
   *     trial was known; empty if the rows tell that
   */
  public static String of(List<ArmComparison> rows, List<ArmComparison> beforehand) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(
          Stream.concat(COLUMNS.stream().map(Column::name), BEFOREHAND.stream()).toList());
      for (ArmComparison row : rows) {
        csv.writeRecord(
            Stream.concat(
                    COLUMNS.stream().map(column -> field(column.value.apply(row))),
                    before(row, beforehand))
                .toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static Stream<String> before(ArmComparison row, List<ArmComparison> beforehand) {
    return beforehand.stream()
        .filter(other -> other.cell().equals(row.cell()) && other.arm() == row.arm())
        .findFirst()
        .map(ArmComparison::predicted)
        .map(p -> Stream.of(field(p.ratio()), field(p.low()), field(p.high())))
        .orElse(Stream.of("", "", ""));
  }

  private static String field(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number)
          ? new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString()
          : "";
    }
    return value.toString();
  }
}
