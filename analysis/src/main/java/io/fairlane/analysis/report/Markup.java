package io.fairlane.analysis.report;

/** Text of a page or a drawing that grows; what is put in as text is escaped. Well-formed XML. */
final class Markup {
  private final StringBuilder out = new StringBuilder();

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Already markup. */
  Markup raw(String markup) {
    out.append(markup);
    return this;
  }

  Markup open(String tag, String... attributes) {
    return start(tag, attributes).raw(">");
  }

  Markup close(String tag) {
    return raw("</" + tag + ">\n");
  }

  /** An element with words and figures in it, set as print sets them. */
  Markup text(String tag, String text, String... attributes) {
    return verbatim(tag, typeset(text), attributes);
  }

  /** An element with text in it that may be copied: commands, names, versions. */
  Markup verbatim(String tag, String text, String... attributes) {
    return open(tag, attributes).raw(escape(text)).raw("</" + tag + ">");
  }

  /** A true minus before a number; neither a percentage nor an interval breaks across lines. */
  static String typeset(String text) {
    return text.replaceAll("(?<![\\w.-])-(?=\\d)", "\u2212")
        .replaceAll("(\\[[^ \\]]*,) ", "$1\u00a0")
        .replace(" %", "\u00a0%");
  }

  /** An element with nothing in it. */
  Markup empty(String tag, String... attributes) {
    return start(tag, attributes).raw(" />");
  }

  private Markup start(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ')
          .append(attributes[i])
          .append("=\"")
          .append(escape(attributes[i + 1]))
          .append('"');
    }
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
