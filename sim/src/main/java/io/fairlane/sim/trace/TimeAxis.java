package io.fairlane.sim.trace;

import java.util.ArrayList;
import java.util.List;

/** From picoseconds of the consumer's clock to pixels. */
record TimeAxis(Window window, double left, double right) {
  /** Steps between ticks, in units of a power of ten. */
  private static final double[] STEPS = {1, 2, 5, 10};

  double at(long ps) {
    long clipped = Math.clamp(ps, window.fromPs(), window.toPs());
    return left + (right - left) * (clipped - window.fromPs()) / (window.toPs() - window.fromPs());
  }

  /** Round instants in ms, at most {@code atMost} of them. */
  List<Double> ticks(int atMost) {
    double from = (double) window.fromPs() / Window.PS_PER_MS;
    double to = (double) window.toPs() / Window.PS_PER_MS;
    double decade = Math.pow(10, Math.floor(Math.log10((to - from) / atMost)));
    double step = decade;
    for (double factor : STEPS) {
      step = factor * decade;
      if ((to - from) / step <= atMost) {
        break;
      }
    }
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(from / step); i * step <= to; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  double atMs(double ms) {
    return at(Math.round(ms * Window.PS_PER_MS));
  }
}
