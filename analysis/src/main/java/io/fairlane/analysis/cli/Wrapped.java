package io.fairlane.analysis.cli;

/** Text for a terminal of 80 columns. */
final class Wrapped {
  private static final int WIDTH = 80;

  private Wrapped() {}

  /** The words after the head, further lines below the first word. */
  static String hanging(String head, String words) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(head);
    for (String word : words.split(" ")) {
      if (line.length() > head.length() && line.length() + word.length() > WIDTH) {
        text.append(line.toString().stripTrailing()).append('\n');
        line = new StringBuilder(" ".repeat(head.length()));
      }
      line.append(word).append(' ');
    }
    return text.append(line.toString().stripTrailing()).append('\n').toString();
  }
}
