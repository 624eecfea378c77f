package io.fairlane.analysis.compare;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.fairlane.analysis.stats.ModelError;
import io.fairlane.experiment.Runtime;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Predicted and measured of the study grids' cells, committed with the runs they come from: what
 * the model gets wrong is known from cells that were looked at, for the intervals of those that
 * were not. Made by {@code compare --format errors}; {@link ErrorsCsv} has the columns.
 *
 * @param rows one lane of one cell each
 */
public record StudyErrors(List<Row> rows) {
  private static final String FILE = "study-errors.csv";

  /** When a prediction was made. */
  public enum When {
    /** Before anything was measured. */
    BEFOREHAND("beforehand"),
    /** At the speed of the CPUs that was seen beside the trial. */
    AT_SPEED("at speed");

    private final String label;

    When(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /** What was predicted. */
  public enum Quantity {
    SPEEDUP,
    PRICE;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param cell its bare name
   * @param spread of the prediction by luck and costs, in ln
   */
  record Row(
      String cell,
      Runtime runtime,
      Quantity quantity,
      double predicted,
      double measured,
      double spread) {
    double error() {
      return Math.log(predicted / measured);
    }
  }

  /** The committed ones of one kind of prediction. */
  public static StudyErrors of(When when) {
    List<Row> rows = new ArrayList<>();
    try (var in =
            new InputStreamReader(
                StudyErrors.class.getResourceAsStream(FILE), StandardCharsets.UTF_8);
        CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(in)) {
      for (NamedCsvRecord line : lines) {
        if (line.getField("when").equals(when.label())) {
          rows.add(row(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new StudyErrors(List.copyOf(rows));
  }

  private static Row row(NamedCsvRecord line) {
    return new Row(
        line.getField("cell"),
        Runtime.of(line.getField("runtime")),
        Quantity.valueOf(line.getField("quantity").toUpperCase(Locale.ROOT)),
        Double.parseDouble(line.getField("predicted")),
        Double.parseDouble(line.getField("measured")),
        Double.parseDouble(line.getField("spread")));
  }

  /** A cell that is judged must not be in what its interval is made of. */
  public StudyErrors without(Collection<String> cells) {
    return new StudyErrors(rows.stream().filter(row -> !cells.contains(row.cell())).toList());
  }

  /** {@link ModelError#NONE} if too few cells of the runtime were measured. */
  public ModelError of(Runtime runtime, Quantity quantity) {
    List<Row> its =
        rows.stream()
            .filter(row -> row.runtime() == runtime && row.quantity() == quantity)
            .toList();
    return ModelError.of(
        its.stream().mapToDouble(Row::error).toArray(),
        its.stream().mapToDouble(row -> row.spread() * row.spread()).toArray());
  }
}
