package io.fairlane.sim.study;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * One figure that was seen on real Go.
 *
 * @param section of the specification that reports it, with its prediction's or refinement's number
 * @param what was varied
 * @param process that ran
 * @param low smallest value seen; where only a mean is reported both ends are the mean
 * @param high largest value seen
 * @param mean of what was seen, as reported; NaN if it is not
 * @param rounding half a unit of the last digit that is reported
 * @param runs that were seen, "-" if the report does not say
 */
public record SeenCell(
    String section,
    String what,
    StudiedProcess process,
    Unit unit,
    double low,
    double high,
    double mean,
    double rounding,
    String runs,
    Evidence evidence) {

  /** What a figure is worth as evidence. */
  public enum Evidence {
    /** No cost was taken from it. */
    PREDICTED,
    /** A cost was read off it: agreement shows that the cost was read right, and no more. */
    CALIBRATES;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Every row of the committed table {@code section14.csv}, in its order. */
  public static List<SeenCell> all() {
    return rows("section14.csv").stream().map(SeenCell::of).toList();
  }

  static List<NamedCsvRecord> rows(String resource) {
    try (InputStream in = SeenCell.class.getResourceAsStream(resource);
        CsvReader<NamedCsvRecord> rows =
            CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return rows.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SeenCell of(NamedCsvRecord row) {
    String low = row.getField("low");
    String mean = row.getField("mean");
    return new SeenCell(
        row.getField("section"),
        row.getField("what"),
        new StudiedProcess(
            integer(row, "ps"),
            integer(row, "cpus"),
            integer(row, "background"),
            integer(row, "producers"),
            integer(row, "capacity"),
            integer(row, "messages"),
            row.getField("variant"),
            row.getField("costs")),
        Unit.of(row.getField("unit")),
        Double.parseDouble(low),
        Double.parseDouble(row.getField("high")),
        mean.isEmpty() ? Double.NaN : Double.parseDouble(mean),
        rounding(low),
        row.getField("runs"),
        Evidence.valueOf(row.getField("evidence").toUpperCase(Locale.ROOT)));
  }

  private static double rounding(String figure) {
    int point = figure.indexOf('.');
    return 0.5 * Math.pow(10, point < 0 ? 0 : point + 1 - figure.length());
  }

  private static int integer(NamedCsvRecord row, String field) {
    return Integer.parseInt(row.getField(field));
  }

  /** Names the cell: what {@code --cells} matches. */
  public String key() {
    return section
        + "/"
        + what
        + "/"
        + process.ps()
        + "P/"
        + process.variant()
        + "/"
        + unit.label();
  }
}
