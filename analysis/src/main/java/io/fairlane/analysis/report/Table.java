package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.Figures;
import java.util.Optional;

/**
 * One table, filled row by row: a heading cell, cells, the end. Its caption stands outside the box
 * that scrolls, so that it never scrolls out of sight.
 */
final class Table {
  /** Before the name of a column of words; columns of figures end at the right. */
  private static final String LEFT = "<";

  private final Markup markup = new Markup();

  Table(String caption, String... columns) {
    markup
        .text("p", caption, "class", "caption")
        .open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption)
        .open("table", "aria-label", caption)
        .open("thead")
        .open("tr");
    for (String column : columns) {
      boolean left = column.startsWith(LEFT);
      markup.text(
          "th",
          left ? column.substring(LEFT.length()) : column,
          "scope",
          "col",
          "class",
          left ? "left" : "number");
    }
    markup.close("tr").close("thead").open("tbody");
  }

  Table head(String name) {
    markup.open("tr").text("th", name, "scope", "row");
    return this;
  }

  Table cell(String text) {
    markup.text("td", text);
    return this;
  }

  /** A figure with its range in a quieter tone. */
  Table cell(String text, String range) {
    markup.open("td").raw(Markup.escape(Markup.typeset(text))).raw(" ");
    markup.text("span", range, "class", "range").raw("</td>");
    return this;
  }

  Table left(String text) {
    markup.text("td", text, "class", "left");
    return this;
  }

  /** Longer text, which may break. */
  Table prose(String text) {
    markup.text("td", text, "class", "left wrap");
    return this;
  }

  Table ratio(double ratio, double low, double high) {
    return cell(Figures.speedup(ratio), Figures.interval(low, high));
  }

  /** A ratio as a relative difference. */
  Table change(Optional<IntervalPlot.Bar> ratio) {
    if (ratio.isEmpty() || Double.isNaN(ratio.get().ratio())) {
      return cell(Figures.NONE);
    }
    IntervalPlot.Bar bar = ratio.get();
    String point = Figures.percent(bar.ratio() - 1);
    return Double.isNaN(bar.low())
        ? cell(point)
        : cell(point, Figures.percent(bar.low() - 1) + " to " + Figures.percent(bar.high() - 1));
  }

  Table end() {
    markup.close("tr");
    return this;
  }

  String done() {
    return markup.close("tbody").close("table").close("div").toString();
  }
}
