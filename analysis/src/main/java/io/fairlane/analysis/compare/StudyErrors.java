package io.fairlane.analysis.compare;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.fairlane.analysis.stats.ModelError;
import io.fairlane.experiment.Runtime;
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
   * @param stratum what kind of cell it is
   * @param spread of the prediction by luck and costs, in ln
   */
  record Row(
      String cell,
      Runtime runtime,
      Stratum stratum,
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
    return new StudyErrors(
        CommittedCsv.rows(StudyErrors.class, FILE).stream()
            .filter(line -> line.getField("when").equals(when.label()))
            .map(StudyErrors::row)
            .toList());
  }

  private static Row row(NamedCsvRecord line) {
    return new Row(
        line.getField("cell"),
        Runtime.of(line.getField("runtime")),
        Stratum.labelled(line.getField("stratum")),
        Quantity.valueOf(line.getField("quantity").toUpperCase(Locale.ROOT)),
        Double.parseDouble(line.getField("predicted")),
        Double.parseDouble(line.getField("measured")),
        Double.parseDouble(line.getField("spread")));
  }

  /** A cell that is judged must not be in what its interval is made of. */
  public StudyErrors without(Collection<String> cells) {
    return new StudyErrors(rows.stream().filter(row -> !cells.contains(row.cell())).toList());
  }

  /**
   * What the model gets wrong of cells of this kind: where two tasks hand each other every message
   * other mechanisms are at work than where a crowd is waited for.
   *
   * @return that of all cells of the runtime if there are too few of the kind, {@link
   *     ModelError#NONE} if there are too few at all
   */
  public ModelError of(Runtime runtime, Quantity quantity, Stratum stratum) {
    List<Row> all =
        rows.stream()
            .filter(row -> row.runtime() == runtime && row.quantity() == quantity)
            .toList();
    ModelError own = of(all.stream().filter(row -> row.stratum() == stratum).toList());
    return own.isKnown() ? own : of(all);
  }

  private static ModelError of(List<Row> its) {
    return ModelError.of(
        its.stream().mapToDouble(Row::error).toArray(),
        its.stream().mapToDouble(row -> row.spread() * row.spread()).toArray());
  }
}
