package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.Figures;
import io.fairlane.analysis.stats.RatioEstimate;
import java.util.Optional;

/** One table, filled row by row: a heading cell, cells, the end. */
final class Table {
  private final Markup markup = new Markup();

  Table(String caption, String... columns) {
    markup
        .open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption)
        .open("table")
        .text("caption", caption)
        .open("thead")
        .open("tr");
    for (int i = 0; i < columns.length; i++) {
      markup.text("th", columns[i], "scope", "col", "class", i == 0 ? "left" : "number");
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
    markup.open("td").raw(Markup.escape(text)).raw(" ");
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

  Table change(Optional<RatioEstimate> price) {
    if (price.isEmpty() || !price.get().present()) {
      return cell(Figures.NONE);
    }
    RatioEstimate ratio = price.get();
    return ratio.hasInterval()
        ? cell(
            Figures.percent(ratio.ratio() - 1),
            Figures.percent(ratio.low() - 1) + " to " + Figures.percent(ratio.high() - 1))
        : cell(Figures.percent(ratio.ratio() - 1));
  }

  Table end() {
    markup.close("tr");
    return this;
  }

  String done() {
    return markup.close("tbody").close("table").close("div").toString();
  }
}
