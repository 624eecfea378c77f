package io.fairlane.analysis.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleFunction;

/** What every page has around its content: one file, nothing loaded from elsewhere. */
final class Page {
  /** Drawing widths in CSS pixels: a reading column, and a phone. */
  private static final double WIDE = 696;

  private static final double NARROW = 350;

  private Page() {}

  static void begin(Markup page, String title) {
    page.raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
    page.empty("meta", "charset", "utf-8")
        .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
        .text("title", title)
        .open("style")
        .raw("\n" + css())
        .close("style")
        .close("head")
        .open("body");
  }

  /**
   * @param json the page's figures for other programs
   */
  static String end(Markup page, String json) {
    page.open("footer")
        .text(
            "p",
            "Everything on this page is in it: the trials' figures are embedded as JSON in the"
                + " element with id “data”.")
        .close("footer");
    // inside a script element neither a tag nor an entity may appear
    String embedded = json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
    page.open("script", "type", "application/json", "id", "data")
        .raw(embedded)
        .close("script")
        .close("body")
        .close("html");
    return page.toString();
  }

  /** Drawn twice, for a column and for a phone: shrunk letters could not be read. */
  static void figure(Markup page, String style, DoubleFunction<String> svg, String caption) {
    page.open("figure", "class", ("plot " + style).strip())
        .open("div", "class", "wide")
        .raw(svg.apply(WIDE))
        .close("div")
        .open("div", "class", "narrow")
        .raw(svg.apply(NARROW))
        .close("div")
        .text("figcaption", caption)
        .close("figure");
  }

  private static String css() {
    try (InputStream file = Page.class.getResourceAsStream("report.css")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
