package io.fairlane.analysis.validate;

import io.fairlane.analysis.compare.Agreement;
import io.fairlane.analysis.compare.Summary;
import java.util.Locale;

/** What a run over a grid found, in one sentence. */
public final class GridHeadline {
  private GridHeadline() {}

  public static String of(GridComparison comparison) {
    Summary all = Summary.of(comparison.lanes());
    if (all.cells() == 0) {
      return "Nothing is measured yet.";
    }
    return String.format(
        Locale.ROOT,
        "Over %d cells the predicted speedup is off by %.0f %% in the median; %d of %d"
            + " measurements fall where predicted.",
        all.cells(),
        100 * all.medianAbsError(),
        comparison.lanes().stream().filter(l -> l.verdict() == Agreement.AGREES).count(),
        comparison.lanes().stream().filter(l -> l.verdict() != Agreement.UNDECIDED).count());
  }
}
