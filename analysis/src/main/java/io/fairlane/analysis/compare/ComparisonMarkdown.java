package io.fairlane.analysis.compare;

import java.util.List;

/** The comparison as a table in Markdown: the answer in a sentence, then a line for each lane. */
public final class ComparisonMarkdown {
  private final StringBuilder text = new StringBuilder();

  private ComparisonMarkdown() {}

  public static String of(Comparison comparison) {
    String page =
        of(
            Headline.of(comparison) + ".",
            Wording.of(comparison.scenario()),
            comparison.rows(),
            false);
    return comparison.beforehand() == null ? page : page + beforehand(comparison);
  }

  private static String beforehand(Comparison comparison) {
    StringBuilder text =
        new StringBuilder(
            "\n"
                + "Predicted at the speed that the host's CPUs had in each trial, by a loop timed"
                + " beside it.\n\n");
    for (ArmComparison row : comparison.rows()) {
      comparison
          .beforehand(row)
          .ifPresent(
              before ->
                  text.append("* ")
                      .append(escape(row.name() + ": " + Wording.beforehand(before)))
                      .append('\n'));
    }
    return text.toString();
  }

  /**
   * @param about what was run, in a line
   * @param manyCells true if the rows must say of which cell they are
   */
  public static String of(
      String headline, String about, List<ArmComparison> rows, boolean manyCells) {
    ComparisonMarkdown page = new ComparisonMarkdown();
    page.text
        .append("**")
        .append(escape(headline))
        .append("** ")
        .append(escape(about))
        .append(".\n\n");
    page.line("lane", "measured", "n", "predicted", "error", "price", "verdict");
    page.text.append("|---|---:|---:|---:|---:|---:|---|\n");
    rows.forEach(row -> page.row(row, manyCells));
    page.text.append(
        "\nSpeedup: time of fair / time of the lane [95 % interval]. Predicted: [where 95 % of such"
            + " measurements should fall]. Price: background turns per second against fair.\n");
    return page.text.toString();
  }

  private void row(ArmComparison row, boolean manyCells) {
    double price =
        row.measuredPrice().present() ? row.measuredPrice().ratio() : row.predictedPrice().ratio();
    line(
        (manyCells ? row.cell().replaceFirst("/.*", "") + " " : "") + row.name(),
        Figures.speedup(row.measured().ratio(), row.measured().low(), row.measured().high()),
        row.measured().present() ? Integer.toString(row.measured().n()) : "0",
        Figures.speedup(row.predicted().ratio(), row.predicted().low(), row.predicted().high()),
        Figures.percent(row.error()),
        Figures.percent(price - 1),
        row.verdict().label()
            + (row.notes().isEmpty() ? "" : " (" + String.join("; ", row.notes()) + ")"));
  }

  private void line(String... cells) {
    for (String cell : cells) {
      text.append("| ").append(escape(cell)).append(' ');
    }
    text.append("|\n");
  }

  /** What Markdown would read as markup in a name or a note; a blank that breaks "-15 %" apart. */
  private static String escape(String cell) {
    return cell.replaceAll("([\\\\|*_`<])", "\\\\$1").replace(" %", "\u00a0%");
  }
}
