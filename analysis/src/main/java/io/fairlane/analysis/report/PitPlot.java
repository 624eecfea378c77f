package io.fairlane.analysis.report;

import io.fairlane.analysis.stats.PitFigures;
import java.util.ArrayList;
import java.util.List;

/**
 * A histogram of where measured trials fall in their predicted distributions. Honest predictions
 * fill all bins alike; too narrow ones heap their trials at both ends.
 */
final class PitPlot {
  private static final double TOP = 26;
  private static final double HEIGHT = 130;
  private static final double LEFT = 16;
  private static final double FOOT = 48;

  /** Two sd of a binomial count are about 95 % of it. */
  private static final double SDS = 2;

  private final String runtime;
  private final PitFigures figures;

  PitPlot(String runtime, PitFigures figures) {
    this.runtime = runtime;
    this.figures = figures;
  }

  String svg(double width) {
    List<Integer> counts = figures.histogram();
    double share = 1.0 / counts.size();
    double even = figures.values() * share;
    double luck = SDS * Math.sqrt(figures.values() * share * (1 - share));
    double most =
        Math.max(even + luck, counts.stream().mapToInt(Integer::intValue).max().orElse(1));
    double floor = TOP + HEIGHT;
    double unit = HEIGHT / most;
    double step = (width - 2 * LEFT) / counts.size();
    Drawing drawing =
        new Drawing(
            "pit-" + runtime + "-" + (int) width,
            "Where measured trials fall in their predicted distributions, " + runtime,
            description(),
            width,
            floor + FOOT);
    for (int bin = 0; bin < counts.size(); bin++) {
      double x = LEFT + bin * step;
      double y = floor - counts.get(bin) * unit;
      drawing.area("measured runs", x + 1, y, x + step - 1, y, x + step - 1, floor, x + 1, floor);
    }
    double high = floor - (even + luck) * unit;
    double low = floor - Math.max(0, even - luck) * unit;
    drawing
        .area("band", LEFT, high, width - LEFT, high, width - LEFT, low, LEFT, low)
        .line("reference", LEFT, floor - even * unit, width - LEFT, floor - even * unit)
        .line("baseline", LEFT, floor, width - LEFT, floor);
    for (int bin = 0; bin < counts.size(); bin++) {
      double y = floor - counts.get(bin) * unit;
      String count = Integer.toString(counts.get(bin));
      drawing.label("tick halo", "middle", LEFT + (bin + 0.5) * step, y - 6, count);
    }
    for (double tick : new double[] {0, 0.5, 1}) {
      double x = LEFT + tick * (width - 2 * LEFT);
      drawing
          .line("grid", x, floor, x, floor + 5)
          .label(
              "tick", "middle", x, floor + 19, tick == 0.5 ? "0.5" : Integer.toString((int) tick));
    }
    return drawing
        .label("tick", "middle", width / 2, floor + 40, "quicker than predicted ←   → slower")
        .done();
  }

  private String description() {
    List<String> bins = new ArrayList<>();
    figures.histogram().forEach(count -> bins.add(Integer.toString(count)));
    return "Trials in each tenth of the predicted distribution, from the quickest: "
        + String.join(", ", bins)
        + ". Even would be "
        + Math.round(figures.values() / (double) bins.size())
        + " each.";
  }
}
