package io.fairlane.analysis.compare;

import java.util.Locale;

/** How numbers are written, in the terminal and in the report: as many digits as they deserve. */
public final class Figures {
  /** What stands where there is no number. */
  public static final String NONE = "-";

  /** Ends of an interval closer than this need a third digit to look apart. */
  private static final double NARROW = 1.3;

  private Figures() {}

  /** A speedup: "18.2x", "1.04x", "0.0072x". */
  public static String speedup(double ratio) {
    return Double.isNaN(ratio) ? NONE : decimals(ratio, ratio < 1 ? 2 : 3) + "x";
  }

  /** An interval of ratios, coarser than its point: "[12, 27]"; empty if there is none. */
  public static String interval(double low, double high) {
    if (Double.isNaN(low) || Double.isNaN(high)) {
      return "";
    }
    int digits = high / low < NARROW ? 3 : 2;
    return "[" + end(low, digits) + ", " + end(high, digits) + "]";
  }

  /** A point with its interval behind it, where there is one. */
  public static String speedup(double ratio, double low, double high) {
    return (speedup(ratio) + " " + interval(low, high)).strip();
  }

  /** A relative difference: "+6 %", "-0.4 %"; differences below 0.05 % are "0 %". */
  public static String percent(double difference) {
    double percent = 100 * difference;
    if (Double.isNaN(percent)) {
      return NONE;
    }
    if (percent > 999) {
      return ">999 %";
    }
    if (Math.abs(percent) < 0.05) {
      return "0 %";
    }
    return String.format(Locale.ROOT, Math.abs(percent) < 0.95 ? "%+.1f %%" : "%+.0f %%", percent);
  }

  /** A duration: "8.40 s", "331 ms", "12.5 us". */
  public static String seconds(double seconds) {
    double size = Math.abs(seconds);
    if (size >= 1 || size == 0) {
      return decimals(seconds, 3) + " s";
    }
    if (size >= 1e-3) {
      return decimals(seconds * 1e3, 3) + " ms";
    }
    return size >= 1e-6 ? decimals(seconds * 1e6, 3) + " us" : decimals(seconds * 1e9, 3) + " ns";
  }

  /** A count or a mean of counts: "0", "0.4", "8.3", "1,234,567"; {@link #NONE} for null. */
  public static String count(Double mean) {
    if (mean == null) {
      return NONE;
    }
    boolean whole = mean == Math.rint(mean) || Math.abs(mean) >= 100;
    return String.format(Locale.ROOT, whole ? "%,.0f" : "%.1f", mean);
  }

  /** A quantity of any size in three digits, thousands grouped: "16.2", "4,800", "0.04". */
  public static String amount(double value) {
    return Math.abs(value) >= 1000
        ? String.format(Locale.ROOT, "%,.0f", value)
        : trimmed(decimals(value, 3));
  }

  private static String trimmed(String text) {
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }

  /** A tick of an axis: "0.5", "20", "10k". */
  public static String tick(double value) {
    return trimmed(decimals(value, 2));
  }

  /** Rounded to so many significant digits, never in exponent form: "1.23", "412k". */
  static String decimals(double value, int significant) {
    if (Math.abs(value) >= 1e7) {
      return decimals(value / 1e6, significant) + "M";
    }
    if (Math.abs(value) >= 1e4) {
      return decimals(value / 1e3, significant) + "k";
    }
    int magnitude = value == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(value)));
    int places = Math.clamp(significant - 1L - magnitude, 0, 9);
    return String.format(Locale.ROOT, "%,." + places + "f", value);
  }

  /** Near 1 the second decimal decides between a gain and none. */
  private static String end(double ratio, int digits) {
    return decimals(ratio, ratio >= 1 && ratio < 2 ? 3 : ratio < 1 ? 2 : digits);
  }
}
