package io.fairlane.sim.trace;

import io.fairlane.sim.program.Workload;
import io.fairlane.sim.trace.Schedule.Gap;
import io.fairlane.sim.trace.Schedule.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who had a lane when, as bars one can see: turns of one role that touch on paper become one bar.
 * Where turns are too short for that, each column of pixels is split by the time that each role
 * had.
 */
final class Bars {
  /** More bars than this are neither seen nor small: columns are drawn instead. */
  private static final int MOST = 600;

  /** Gaps narrower than this are not seen (px). */
  private static final double HAIR = 0.7;

  /** The roles that are told apart, in the order in which they stack and are explained. */
  enum Role {
    CONSUMER("consumer"),
    PRODUCER("producers"),
    BACKGROUND("background"),
    OTHER("other tasks"),
    TRANSIT("P in transit (1 px at least)"),
    IDLE("P idle");

    private final String label;

    Role(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    String style() {
      return "tl-" + name().toLowerCase(java.util.Locale.ROOT);
    }

    static Role of(Turn turn) {
      return switch (turn.who().role()) {
        case Workload.CONSUMER -> CONSUMER;
        case Workload.PRODUCER -> PRODUCER;
        case Workload.BACKGROUND -> BACKGROUND;
        default -> OTHER;
      };
    }
  }

  /** In pixels. */
  private record Bar(Role role, double from, double to) {}

  private final List<Bar> bars = new ArrayList<>();

  static Bars of(Stream<Turn> turns, Stream<Gap> gaps, TimeAxis axis) {
    Bars bars = new Bars();
    Stream.concat(
            turns.map(turn -> new Bar(Role.of(turn), axis.at(turn.from()), axis.at(turn.to()))),
            gaps.map(
                gap ->
                    new Bar(
                        gap.idle() ? Role.IDLE : Role.TRANSIT,
                        axis.at(gap.from()),
                        axis.at(gap.to()))))
        .filter(bar -> bar.to > bar.from)
        .sorted(Comparator.comparingDouble(Bar::from))
        .forEach(bars::add);
    return bars;
  }

  private void add(Bar bar) {
    Bar last = bars.isEmpty() ? null : bars.getLast();
    if (last != null && last.role == bar.role && bar.from - last.to < HAIR) {
      bars.set(bars.size() - 1, new Bar(bar.role, last.from, bar.to));
    } else {
      bars.add(bar);
    }
  }

  void draw(Svg svg, double y, double height) {
    List<List<String>> paths = new ArrayList<>();
    for (int role = 0; role < Role.values().length; role++) {
      paths.add(new ArrayList<>());
    }
    if (bars.size() <= MOST) {
      for (Bar bar : bars) {
        // a hand-off takes microseconds: drawn to scale it would not be there
        double least = bar.role == Role.TRANSIT ? 1 : 0.2;
        double width = Math.max(bar.to - bar.from, least);
        paths.get(bar.role.ordinal()).add(box(bar.from, y, width, height));
      }
    } else {
      columns(paths, y, height);
    }
    for (Role role : Role.values()) {
      List<String> path = paths.get(role.ordinal());
      if (!path.isEmpty()) {
        svg.path(role.style(), String.join("", path));
      }
    }
  }

  private void columns(List<List<String>> paths, double y, double height) {
    int first = (int) Math.floor(bars.getFirst().from);
    int last = (int) Math.ceil(bars.getLast().to);
    double[][] shares = new double[last - first][Role.values().length];
    for (Bar bar : bars) {
      for (int x = (int) bar.from; x < bar.to; x++) {
        double within = Math.min(bar.to, x + 1) - Math.max(bar.from, x);
        shares[x - first][bar.role.ordinal()] += within;
      }
    }
    for (int x = first; x < last; x++) {
      double total = Arrays.stream(shares[x - first]).sum();
      double top = y;
      for (Role role : Role.values()) {
        double part = height * shares[x - first][role.ordinal()] / Math.max(total, 1e-9);
        if (part >= 0.1) {
          paths.get(role.ordinal()).add(box(x, top, 1, part));
        }
        top += part;
      }
    }
  }

  private static String box(double x, double y, double width, double height) {
    return "M%s %sh%sv%sh-%sz"
        .formatted(Svg.n(x), Svg.n(y), Svg.n(width), Svg.n(height), Svg.n(width));
  }
}
