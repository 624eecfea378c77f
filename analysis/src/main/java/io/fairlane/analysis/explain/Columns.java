package io.fairlane.analysis.explain;

import java.util.ArrayList;
import java.util.List;

/** Aligns cells: the first column at the left, the others at the right unless they are text. */
final class Columns {
  private Columns() {}

  /**
   * @param left index of one more column that starts at the left; -1 for none
   */
  static List<String> align(List<List<String>> rows, int left) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < row.size(); i++) {
        String padding = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? "" : "  ")
            .append(i == 0 || i == left ? row.get(i) + padding : padding + row.get(i));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
