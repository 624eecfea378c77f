package io.fairlane.analysis.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What every page has around its content: one file, nothing loaded from elsewhere. */
final class Page {
  /** Drawing widths in CSS pixels: a reading column, and a phone. */
  private static final double WIDE = 696;

  private static final double NARROW = 350;

  /** Where the links to the sections will stand. */
  static final String NAVIGATION = "<!-- sections -->";

  private static final Pattern SECTION = Pattern.compile("<h2 id=\"([^\"]+)\">([^<:]*)");

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
    return withNavigation(page.toString());
  }

  /** Links to the sections of the page so far, to be put where {@link #NAVIGATION} stands. */
  private static String withNavigation(String page) {
    Matcher sections = SECTION.matcher(page);
    Markup links = new Markup();
    links.open("nav", "aria-label", "On this page").open("ul");
    while (sections.find()) {
      links
          .open("li")
          .raw("<a href=\"#" + sections.group(1) + "\">" + sections.group(2) + "</a>")
          .close("li");
    }
    links.close("ul").close("nav");
    return page.replace(NAVIGATION, links.toString());
  }

  /** A command that may be copied; a long one scrolls, by keyboard, too. */
  static void command(Markup page, String... lines) {
    page.open("pre", "tabindex", "0", "role", "region", "aria-label", "Commands")
        .verbatim("code", String.join("\n", lines))
        .close("pre");
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
