package io.fairlane.analysis.report;

import java.util.Locale;

/** An inline SVG: a few verbs, colours by class so that the page's light and dark styles apply. */
final class Drawing {
  private final Markup svg = new Markup();

  /**
   * @param id unique on the page
   * @param title what a screen reader says first
   * @param description the finding in a sentence, for those who cannot see it
   */
  Drawing(String id, String title, String description, double width, double height) {
    svg.open(
            "svg",
            "viewBox",
            "0 0 " + n(width) + " " + n(height),
            "role",
            "img",
            "aria-labelledby",
            id + "-t " + id + "-d")
        .text("title", title, "id", id + "-t")
        .text("desc", description, "id", id + "-d");
  }

  Drawing line(String style, double x1, double y1, double x2, double y2) {
    svg.empty("line", "class", style, "x1", n(x1), "y1", n(y1), "x2", n(x2), "y2", n(y2));
    return this;
  }

  Drawing dot(String style, double x, double y, double radius) {
    svg.empty("circle", "class", style, "cx", n(x), "cy", n(y), "r", n(radius));
    return this;
  }

  Drawing area(String style, double... xy) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < xy.length; i += 2) {
      points.append(n(xy[i])).append(',').append(n(xy[i + 1])).append(' ');
    }
    svg.empty("polygon", "class", style, "points", points.toString().strip());
    return this;
  }

  /** An interval at a height, with an arrow for an end that the axis does not hold. */
  Drawing whisker(String kind, LogAxis x, double low, double high, double y) {
    line(kind + " bar", x.at(low), y, x.at(high), y);
    if (!x.holds(low)) {
      area(kind + " tip", x.from() - 6, y, x.from() + 4, y - 5, x.from() + 4, y + 5);
    }
    if (!x.holds(high)) {
      area(kind + " tip", x.to() + 6, y, x.to() - 4, y - 5, x.to() - 4, y + 5);
    }
    return this;
  }

  /** The same upright; an axis of heights begins at the bottom. */
  Drawing uprightWhisker(String kind, LogAxis y, double low, double high, double x) {
    line(kind + " bar", x, y.at(low), x, y.at(high));
    if (!y.holds(low)) {
      area(kind + " tip", x, y.from() + 6, x - 5, y.from() - 4, x + 5, y.from() - 4);
    }
    if (!y.holds(high)) {
      area(kind + " tip", x, y.to() - 6, x - 5, y.to() + 4, x + 5, y.to() + 4);
    }
    return this;
  }

  /**
   * @param anchor start, middle or end
   */
  Drawing label(String style, String anchor, double x, double y, String text) {
    svg.text("text", text, "class", style, "text-anchor", anchor, "x", n(x), "y", n(y));
    return this;
  }

  /** A text that reads upwards, for a vertical axis. */
  Drawing upright(String style, double x, double y, String text) {
    svg.text(
        "text",
        text,
        "class",
        style,
        "text-anchor",
        "middle",
        "transform",
        "translate(" + n(x) + " " + n(y) + ") rotate(-90)");
    return this;
  }

  String done() {
    svg.close("svg");
    return svg.toString();
  }

  private static String n(double pixels) {
    String text = String.format(Locale.ROOT, "%.1f", pixels);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
