package io.fairlane.bench.pool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** One figure of a table: how a rate, or a time, is measured, and what came out in each round. */
final class Rival {
  /** One measurement of some seconds, per second. */
  @FunctionalInterface
  interface Measurement {
    double rate() throws Exception;
  }

  final String name;
  private final Measurement measurement;
  private final List<Double> rates = new ArrayList<>();

  Rival(String name, Measurement measurement) {
    this.name = name;
    this.measurement = measurement;
  }

  void measure() throws Exception {
    rates.add(measurement.rate());
  }

  double median() {
    List<Double> sorted = rates.stream().sorted().toList();
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }

  /** In millions a second, with the range of the rounds. */
  String cell() {
    return in(1e6, 2);
  }

  /** In another unit, with so many digits behind the point. */
  String in(double unit, int digits) {
    String number = "%." + digits + "f";
    return String.format(
        Locale.ROOT,
        number + " [" + number + ", " + number + "]",
        median() / unit,
        rates.stream().min(Comparator.naturalOrder()).orElseThrow() / unit,
        rates.stream().max(Comparator.naturalOrder()).orElseThrow() / unit);
  }

  /** Median over rounds of this rate over the other's of the same round. */
  String over(Rival other) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rates.size(); i++) {
      ratios.add(rates.get(i) / other.rates.get(i));
    }
    ratios.sort(Comparator.naturalOrder());
    int n = ratios.size();
    return String.format(
        Locale.ROOT,
        "%.2f [%.2f, %.2f]",
        (ratios.get((n - 1) / 2) + ratios.get(n / 2)) / 2,
        ratios.get(0),
        ratios.get(n - 1));
  }
}
