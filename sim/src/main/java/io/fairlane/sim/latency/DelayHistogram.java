package io.fairlane.sim.latency;

import org.HdrHistogram.Histogram;

/**
 * Delays in picoseconds, counted in the buckets of an HdrHistogram: whole nanoseconds, rounded
 * down, with three significant digits. A quantile read from it is the upper end of its bucket: less
 * than 1 ns below the true one, at most 0.1 % above it, and within 1 ns below 2,048 ns. It grows
 * with the longest delay, up to 2^63 ps (106 days); 220 KB up to 100 s.
 *
 * <p>Delays that are equally far apart, as a run of channel operations makes them, are counted
 * bucket by bucket and not one by one; the counts are the same.
 */
public final class DelayHistogram {
  private static final long PS_PER_NS = 1_000;
  private static final int SIGNIFICANT_DIGITS = 3;

  /** Room from the start (ns): growing copies. */
  private static final long USUAL_LONGEST = 100_000_000_000L;

  /** How many delays must lie beyond a quantile for it to be given. */
  private static final double BEYOND = 10;

  private final Histogram counts = new Histogram(1, USUAL_LONGEST, SIGNIFICANT_DIGITS);

  public DelayHistogram() {
    counts.setAutoResize(true);
  }

  /** Counts one delay (ps). */
  public void record(long delay) {
    assert delay >= 0 : "a delay of " + delay + " ps";
    counts.recordValue(delay / PS_PER_NS);
  }

  /**
   * Counts the {@code n} delays {@code first}, {@code first + step}, {@code first + 2 * step} and
   * so on (ps), in as many steps as they meet buckets.
   */
  public void record(long first, long step, long n) {
    assert first >= 0 && first + (n - 1) * step >= 0 : first + " ps, step " + step + ", " + n;
    if (step < 0) {
      countUpwards(first + (n - 1) * step, -step, n);
    } else {
      countUpwards(first, step, n);
    }
  }

  private void countUpwards(long first, long step, long n) {
    if (step == 0) {
      counts.recordValueWithCount(first / PS_PER_NS, n);
      return;
    }
    long next = first;
    long left = n;
    long width = 0;
    long whole = 0;
    while (left > 0) {
      long ns = next / PS_PER_NS;
      long toBeyond = counts.nextNonEquivalentValue(ns) * PS_PER_NS - next;
      long here;
      if (left == n) {
        here = (toBeyond + step - 1) / step;
      } else {
        // less than a step into its bucket, the delay is followed by one of two numbers of others:
        // a division for each width of bucket, not for each bucket
        if (width != counts.sizeOfEquivalentValueRange(ns)) {
          width = counts.sizeOfEquivalentValueRange(ns);
          whole = width * PS_PER_NS / step;
        }
        here = toBeyond > whole * step ? whole + 1 : whole;
      }
      here = Math.min(here, left);
      counts.recordValueWithCount(ns, here);
      next += here * step;
      left -= here;
    }
  }

  /** How many delays were counted. */
  public long count() {
    return counts.getTotalCount();
  }

  /**
   * The delay (ns) that a share {@code q} of all did not exceed; null if fewer than ten lie beyond,
   * so that it would hang on single delays: p50 needs 20 delays, p99 1,000, p999 10,000.
   */
  public Double quantileNs(double q) {
    // a little less than ten, for (1 - 0.999) is not one thousandth
    boolean supported = count() * (1 - q) >= BEYOND - 1e-6;
    return supported ? (double) counts.getValueAtPercentile(100 * q) : null;
  }

  /** Mean (ns), each delay taken as the middle of its bucket; NaN if there is none. */
  public double meanNs() {
    return count() == 0 ? Double.NaN : counts.getMean();
  }

  /** The longest delay (ns), as precise as a quantile; 0 if there is none. */
  public long longestNs() {
    return counts.getMaxValue();
  }

  /** True if both have the same count in each bucket. */
  @Override
  public boolean equals(Object other) {
    return other instanceof DelayHistogram that && counts.equals(that.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }

  @Override
  public String toString() {
    return count() + " delays, mean " + meanNs() + " ns, longest " + longestNs() + " ns";
  }
}
