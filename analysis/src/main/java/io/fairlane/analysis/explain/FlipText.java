package io.fairlane.analysis.explain;

import io.fairlane.analysis.compare.Figures;
import io.fairlane.analysis.compare.Lines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The regime and where it flips, in sentences; with a sweep, the points behind them. */
final class FlipText {
  private static final int WIDTH = 80;

  private FlipText() {}

  static String of(Explanation.Subject subject, FlipSearch.Result found, boolean sweep) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "regime: "
            + found.here().regime().label()
            + " (gain: more than 1.1x, loss: less than 1/1.1; searched by changing one key at a"
            + " time)");
    for (Flip flip : found.flips()) {
      line(text, "  " + sentence(subject, flip));
      if (sweep) {
        table(subject, flip).forEach(l -> text.append(l).append('\n'));
      }
    }
    String steady =
        Arrays.stream(Knob.values())
            .filter(knob -> found.flips().stream().noneMatch(flip -> flip.key() == knob))
            .map(
                knob -> {
                  List<Long> grid = knob.grid(subject.scenario(), 1);
                  return knob.path
                      + " ("
                      + number(grid.get(0))
                      + " to "
                      + number(grid.get(grid.size() - 1))
                      + ")";
                })
            .collect(Collectors.joining(", "));
    if (!steady.isEmpty()) {
      line(text, "  no flip found for " + steady);
    }
    if (found.fewerMessages()) {
      line(
          text,
          "  Where a message takes more work than in the scenario, or a turn has fewer of them,"
              + " fewer were sent, for about the same simulated work.");
    }
    return text.toString();
  }

  private static String sentence(Explanation.Subject subject, Flip flip) {
    String reason = Reason.of(flip, subject.scenario(), subject.costs());
    return "flips to "
        + flip.to().label()
        + (flip.upwards() ? " above " : " below ")
        + flip.key().path
        + " = "
        + number(flip.value())
        + " ["
        + number(flip.lower().value())
        + ", "
        + number(flip.upper().value())
        + "]"
        + (reason.isEmpty() ? "" : ": " + reason);
  }

  private static List<String> table(Explanation.Subject subject, Flip flip) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("  " + flip.key().path, "speedup", "", "fair", subject.arm().label(), "n"));
    for (Point point : flip.points()) {
      rows.add(
          List.of(
              "  " + number(point.value()),
              Figures.speedup(
                  point.speedup().ratio(), point.speedup().low(), point.speedup().high()),
              point.regime().label(),
              seconds(point.fairSeconds()),
              seconds(point.armSeconds()),
              Integer.toString(point.speedup().n())));
    }
    return Columns.align(rows, 1);
  }

  private static String seconds(double seconds) {
    return Double.isNaN(seconds) ? "no end" : Figures.seconds(seconds);
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static void line(StringBuilder text, String sentence) {
    String indent = sentence.startsWith("  ") ? "    " : "  ";
    List<String> lines = Lines.wrap(sentence.strip(), indent, WIDTH - 2);
    for (int i = 0; i < lines.size(); i++) {
      text.append(i == 0 && sentence.startsWith("  ") ? "  " : "")
          .append(lines.get(i))
          .append('\n');
    }
  }
}
