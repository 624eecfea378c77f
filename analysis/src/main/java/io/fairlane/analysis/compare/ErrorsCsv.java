package io.fairlane.analysis.compare;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.fairlane.analysis.compare.StudyErrors.Quantity;
import io.fairlane.analysis.compare.StudyErrors.When;
import io.fairlane.analysis.stats.PredictedRatio;
import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Manifest;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.Function;

/**
 * A run as {@link StudyErrors} reads it: a line for each lane, quantity and kind of prediction with
 * both sides and a spread, and where it comes from.
 */
public final class ErrorsCsv {
  private static final MathContext DIGITS = new MathContext(6);

  private final CsvWriter csv;
  private final Manifest run;
  private final Function<ArmComparison, Stratum> kind;

  private ErrorsCsv(CsvWriter csv, Manifest run, Function<ArmComparison, Stratum> kind) {
    this.csv = csv;
    this.run = run;
    this.kind = kind;
  }

  /**
   * A header, then the rows; lines end with a line feed.
   *
   * @param kind of the cell that a row is of
   * @param rows predicted at the speed seen, or beforehand if the next is empty
   * @param beforehand the same rows predicted beforehand
   */
  public static String of(
      Manifest run,
      Function<ArmComparison, Stratum> kind,
      List<ArmComparison> rows,
      List<ArmComparison> beforehand) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(
          "cell",
          "runtime",
          "stratum",
          "arm",
          "when",
          "quantity",
          "predicted",
          "measured",
          "spread",
          "trials",
          "begun",
          "commit",
          "command");
      var errors = new ErrorsCsv(csv, run, kind);
      errors.write(beforehand.isEmpty() ? rows : beforehand, When.BEFOREHAND);
      if (!beforehand.isEmpty()) {
        errors.write(rows, When.AT_SPEED);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write(List<ArmComparison> rows, When when) {
    for (ArmComparison row : rows) {
      write(row, when, Quantity.SPEEDUP, row.predicted(), row.measured());
      write(row, when, Quantity.PRICE, row.predictedPrice(), row.measuredPrice());
    }
  }

  private void write(
      ArmComparison row,
      When when,
      Quantity quantity,
      PredictedRatio predicted,
      RatioEstimate measured) {
    double error = Math.log(predicted.ratio() / measured.ratio());
    if (predicted.spread() > 0 && Double.isFinite(error)) {
      csv.writeRecord(
          row.cell().substring(0, row.cell().indexOf('/')),
          row.runtime().label(),
          kind.apply(row).label(),
          row.arm().label(),
          when.label(),
          quantity.label(),
          digits(predicted.ratio()),
          digits(measured.ratio()),
          digits(predicted.spread()),
          Integer.toString(measured.n()),
          run.created(),
          run.commit(),
          String.join(" ", run.command()));
    }
  }

  private static String digits(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
