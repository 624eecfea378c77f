package io.fairlane.sim.trace;

import java.util.Locale;

/** An SVG that grows: a few verbs, colours by class, text escaped. Well-formed XML. */
final class Svg {
  private final StringBuilder out = new StringBuilder();

  Svg raw(String markup) {
    out.append(markup);
    return this;
  }

  Svg rect(String style, double x, double y, double width, double height) {
    return raw(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n"
            .formatted(style, n(x), n(y), n(width), n(height)));
  }

  Svg line(String style, double x1, double y1, double x2, double y2) {
    return path(style, "M%s %sL%s %s".formatted(n(x1), n(y1), n(x2), n(y2)));
  }

  Svg path(String style, String data) {
    return raw("<path class=\"%s\" d=\"%s\"/>\n".formatted(style, data));
  }

  /**
   * @param anchor start, middle or end
   */
  Svg text(String style, String anchor, double x, double y, String text) {
    return raw(
        "<text class=\"%s\" text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>\n"
            .formatted(style, anchor, n(x), n(y), escape(text)));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Tenths of a pixel, without a needless zero. */
  static String n(double pixels) {
    String text = String.format(Locale.ROOT, "%.1f", pixels);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
