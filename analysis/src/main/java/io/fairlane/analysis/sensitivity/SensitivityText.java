package io.fairlane.analysis.sensitivity;

import io.fairlane.analysis.compare.Figures;
import java.util.Locale;

/** A {@link Sensitivity} as a table of 80 columns. */
public final class SensitivityText {
  private static final String ROW = "%-19s %10s %-22s %6s %6s %5s %6s%n";

  private SensitivityText() {}

  public static String of(Sensitivity found) {
    StringBuilder out = new StringBuilder();
    out.append(
        format(
            "%s, %s %s: %s predicted. What each cost's own interval does to it:%n%n",
            found.scenario(), found.runtime(), found.arm(), Figures.speedup(found.speedup())));
    out.append(format(ROW, "cost", "ns", "95 % interval", "effect", "bends", "alone", "in all"));
    int untold = 0;
    for (Sensitivity.Row row : found.costs()) {
      if (!found.isTold(row)) {
        untold++;
        continue;
      }
      out.append(
              format(
                      ROW,
                      row.name(),
                      Figures.amount(row.value()),
                      "[" + Figures.amount(row.low()) + ", " + Figures.amount(row.high()) + "]",
                      percent(row.effect().importance()),
                      percent(row.effect().spread()),
                      share(row.share() == null ? null : row.share().first()),
                      share(row.share() == null ? null : row.share().total()))
                  .stripTrailing())
          .append('\n');
    }
    out.append(
        format(
            "%neffect: mean change of the speedup from one end of the interval to the other%n"
                + "  (Morris); bends: its spread, 0 = linear and alone; alone, in all: share of%n"
                + "  the variance without and with interactions (Sobol'). %d replications each.%n",
            found.replications()));
    out.append(
        format(
            "Other random numbers alone change it by %s: %d costs cannot be told from that;%n"
                + "  more --replications can.%n",
            percent(found.luck().importance()), untold));
    return out.toString();
  }

  private static String percent(double log) {
    return format("%.0f %%", 100 * Math.expm1(log));
  }

  private static String share(Sobol.Share share) {
    return share == null ? "" : format("%.2f", share.point());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
