package io.fairlane.analysis.stats;

/**
 * An estimate with its interval, in the unit of the estimate. The ends are NaN where there is no
 * honest interval to give; each routine says when that is.
 */
public record Interval(double point, double low, double high) {

  /** A point of which nothing is known but itself. */
  static Interval point(double point) {
    return new Interval(point, Double.NaN, Double.NaN);
  }

  static Interval around(double point, double halfWidth) {
    return new Interval(point, point - halfWidth, point + halfWidth);
  }

  public boolean hasEnds() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  /** False also where there are no ends. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
