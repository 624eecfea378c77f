package io.fairlane.sim.study;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One figure that was seen on real Go.
 *
 * @param section of the specification that reports it
 * @param cpus CPUs of the machine, or 1 where all threads were kept on one
 * @param variant which G locks its thread, and which rule is off
 * @param unit what is counted: seconds, laps (background turns during the consumer's clock over
 *     background tasks), ns a message, the largest producer's share, seconds of spawning
 * @param low smallest value seen, or the mean
 * @param high largest value seen, or the mean
 * @param runs that were seen
 */
public record SeenCell(
    String section,
    String what,
    int ps,
    int cpus,
    int background,
    int producers,
    int capacity,
    long messages,
    String variant,
    String unit,
    double low,
    double high,
    int runs) {

  /** Every row of the committed table {@code section14.csv}, in its order. */
  public static List<SeenCell> all() {
    try (InputStream in = SeenCell.class.getResourceAsStream("section14.csv");
        CsvReader<NamedCsvRecord> rows =
            CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return rows.stream().map(SeenCell::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SeenCell of(NamedCsvRecord row) {
    return new SeenCell(
        row.getField("section"),
        row.getField("what"),
        integer(row, "ps"),
        integer(row, "cpus"),
        integer(row, "background"),
        integer(row, "producers"),
        integer(row, "capacity"),
        integer(row, "messages"),
        row.getField("variant"),
        row.getField("unit"),
        Double.parseDouble(row.getField("low")),
        Double.parseDouble(row.getField("high")),
        integer(row, "runs"));
  }

  private static int integer(NamedCsvRecord row, String field) {
    return Integer.parseInt(row.getField(field));
  }

  boolean consumerLocks() {
    return variant.startsWith("locked") || variant.startsWith("both");
  }

  boolean producersLock() {
    return variant.startsWith("producers") || variant.startsWith("both");
  }

  boolean withoutSignals() {
    return variant.endsWith("without signals");
  }
}
