package io.fairlane.analysis.compare;

import java.util.ArrayList;
import java.util.List;

/** Breaks a sentence into lines of a terminal. */
public final class Lines {
  /** Stands for a blank at which no line may end. */
  private static final char GLUE = '\u00a0';

  private Lines() {}

  /**
   * @param indent put before every line but the first
   */
  public static List<String> wrap(String sentence, String indent, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String glued : glue(sentence).split(" ")) {
      String word = glued.replace(GLUE, ' ');
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder(indent).append(word);
      } else {
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /** Keeps "-9 %" and "[12, 27]" in one piece. */
  private static String glue(String sentence) {
    return sentence.replace(" %", GLUE + "%").replaceAll("(\\[[^ \\]]*,) ", "$1" + GLUE);
  }
}
