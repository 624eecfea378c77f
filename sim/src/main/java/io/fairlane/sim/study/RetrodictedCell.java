package io.fairlane.sim.study;

import java.util.Locale;

/**
 * A figure that was seen, and the model's runs of it.
 *
 * @param values the model's, ascending
 */
public record RetrodictedCell(SeenCell seen, double[] values) {
  /** A single figure without its spread is compared with this tolerance on either side. */
  private static final double TOLERANCE = 0.05;

  /** How what was seen and the model's runs lie to each other. */
  public enum Verdict {
    /** The model's median lies in the range seen, or within 5 % of the only figure reported. */
    INSIDE,
    /** The ranges overlap: p05 to p95 of the model against smallest to largest seen. */
    OVERLAP,
    BELOW,
    ABOVE;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public double quantile(double share) {
    return values[(int) Math.round(share * (values.length - 1))];
  }

  public Verdict verdict() {
    boolean oneFigure = seen.low() == seen.high();
    double slack = Math.max(seen.rounding(), oneFigure ? TOLERANCE * seen.low() : 0);
    double low = seen.low() - slack;
    double high = seen.high() + slack;
    double median = quantile(0.5);
    if (low <= median && median <= high) {
      return Verdict.INSIDE;
    }
    if (quantile(0.05) <= high && low <= quantile(0.95)) {
      return Verdict.OVERLAP;
    }
    return median < low ? Verdict.BELOW : Verdict.ABOVE;
  }
}
