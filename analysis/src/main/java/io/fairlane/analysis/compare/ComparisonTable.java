package io.fairlane.analysis.compare;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The comparison for a terminal of 80 columns: effect first, then its interval, n, the price. */
public final class ComparisonTable {
  static final int WIDTH = 80;

  private static final List<String> HEADER =
      List.of("", "median", "n", "speedup", "predicted", "error", "price");

  /** Columns whose text starts at the left; numbers of one kind end at the right. */
  private static final List<Boolean> LEFT = List.of(true, false, false, true, true, false, false);

  private final Comparison comparison;

  /** Note text to its number, in order of appearance. */
  private final Map<String, Integer> footnotes = new LinkedHashMap<>();

  private ComparisonTable(Comparison comparison) {
    this.comparison = comparison;
  }

  public static String text(Comparison comparison) {
    return new ComparisonTable(comparison).text();
  }

  private String text() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    for (Runtime runtime : comparison.runtimes()) {
      rows.add(List.of(runtime.label()));
      for (Arm arm : Arm.values()) {
        armRow(runtime, arm).ifPresent(rows::add);
        beforehandRow(runtime, arm).ifPresent(rows::add);
      }
    }
    StringBuilder text = new StringBuilder();
    Lines.wrap(Headline.of(comparison) + ".", "", WIDTH)
        .forEach(line -> text.append(line).append('\n'));
    text.append(Wording.of(comparison.scenario())).append("\n\n");
    align(rows).forEach(line -> text.append(line).append('\n'));
    text.append('\n');
    for (ArmComparison row : comparison.rows()) {
      Lines.wrap((Wording.of(row) + " " + Wording.priceOf(row)).strip(), "  ", WIDTH)
          .forEach(line -> text.append(line).append('\n'));
    }
    for (String answer : InheritedLock.answers(comparison)) {
      Lines.wrap(answer, "  ", WIDTH).forEach(line -> text.append(line).append('\n'));
    }
    text.append('\n');
    legend().forEach(line -> text.append(line).append('\n'));
    footnotes.forEach(
        (note, number) ->
            Lines.wrap("(" + number + ") " + note, "    ", WIDTH)
                .forEach(line -> text.append(line).append('\n')));
    return text.toString();
  }

  private Optional<List<String>> armRow(Runtime runtime, Arm arm) {
    Optional<ArmSide> measured = comparison.side(Trial.Kind.MEASURED, runtime, arm);
    Optional<ArmSide> shown =
        measured.or(() -> comparison.side(Trial.Kind.PREDICTED, runtime, arm));
    Optional<ArmComparison> row =
        comparison.rows().stream()
            .filter(r -> r.runtime() == runtime && r.arm() == arm)
            .findFirst();
    if (shown.isEmpty() && row.isEmpty()) {
      return Optional.empty();
    }
    List<String> cells = new ArrayList<>();
    cells.add("  " + arm.label() + row.map(this::marks).orElse(""));
    cells.add(shown.map(side -> Figures.seconds(side.seconds().median())).orElse(Figures.NONE));
    cells.add(measured.map(side -> Integer.toString(side.seconds().n())).orElse("sim"));
    if (row.isPresent()) {
      ArmComparison r = row.get();
      cells.add(Figures.speedup(r.measured().ratio(), r.measured().low(), r.measured().high()));
      cells.add(Figures.speedup(r.predicted().ratio(), r.predicted().low(), r.predicted().high()));
      cells.add(Figures.percent(r.error()) + sign(r));
      cells.add(
          Figures.percent(
              (r.measuredPrice().present() ? r.measuredPrice().ratio() : r.predictedPrice().ratio())
                  - 1));
    }
    return Optional.of(cells);
  }

  /** What was predicted before the speed in each trial was known, below what the row shows. */
  private Optional<List<String>> beforehandRow(Runtime runtime, Arm arm) {
    return comparison.rows().stream()
        .filter(r -> r.runtime() == runtime && r.arm() == arm)
        .flatMap(row -> comparison.beforehand(row).stream())
        .findFirst()
        .map(
            before ->
                List.of(
                    "    beforehand",
                    "",
                    "",
                    "",
                    Figures.speedup(
                        before.predicted().ratio(),
                        before.predicted().low(),
                        before.predicted().high()),
                    Figures.percent(before.error()) + sign(before),
                    ""));
  }

  private String marks(ArmComparison row) {
    StringBuilder marks = new StringBuilder();
    for (String note : row.notes()) {
      footnotes.putIfAbsent(note, footnotes.size() + 1);
      marks.append(marks.isEmpty() ? " (" : ",").append(footnotes.get(note));
    }
    return marks.isEmpty() ? "" : marks + ")";
  }

  private static String sign(ArmComparison row) {
    return switch (row.verdict()) {
      case AGREES -> "  ";
      case MISSES -> " !";
      case UNDECIDED -> row.complete() ? " ~" : "  ";
    };
  }

  private List<String> legend() {
    List<String> lines = new ArrayList<>();
    lines.add("speedup: time of fair / time of the arm [95 % interval]; above 1 is faster");
    if (comparison.beforehand() == null) {
      lines.add("predicted: the model's [where 95 % of such measurements should fall]");
    } else {
      lines.add("predicted: the model's, at the speed that the CPUs had in each trial, by a loop");
      lines.add("  timed beside it [where 95 % of such measurements should fall]");
      lines.add("beforehand: the same before anything was measured, at the speed that the");
      lines.add("  calibration had met");
    }
    lines.add("price: background turns per second against fair" + guessed());
    if (signs(" !")) {
      lines.add("!  measured outside the predicted interval");
    }
    if (signs(" ~")) {
      lines.add("~  too few trials to say");
    }
    return lines;
  }

  private boolean signs(String sign) {
    return comparison.rows().stream()
        .flatMap(row -> Stream.concat(Stream.of(row), comparison.beforehand(row).stream()))
        .anyMatch(row -> sign(row).equals(sign));
  }

  /**
   * Two blanks between columns; where extreme figures leave no room, one, then tighter brackets.
   */
  private static List<String> align(List<List<String>> rows) {
    List<String> lines = align(rows, "  ");
    if (tooWide(lines)) {
      lines = align(rows, " ");
    }
    if (tooWide(lines)) {
      lines =
          align(
              rows.stream().map(row -> row.stream().map(ComparisonTable::tight).toList()).toList(),
              " ");
    }
    return lines;
  }

  private static String tight(String cell) {
    return cell.replace(", ", ",").replace("[0.", "[.").replace(",0.", ",.");
  }

  private static boolean tooWide(List<String> lines) {
    return lines.stream().anyMatch(line -> line.length() > WIDTH);
  }

  /** The price column falls back on the prediction; then it must say so. */
  private String guessed() {
    return comparison.rows().stream()
            .anyMatch(row -> !row.measuredPrice().present() && row.predictedPrice().present())
        ? "; predicted if unmeasured"
        : "";
  }

  private static List<String> align(List<List<String>> rows, String gap) {
    int[] widths = new int[HEADER.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size() && row.size() > 1; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String padding = " ".repeat(Math.max(0, widths[i] - row.get(i).length()));
        line.append(i == 0 ? "" : gap)
            .append(LEFT.get(i) ? row.get(i) + padding : padding + row.get(i));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
