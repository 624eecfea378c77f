package io.fairlane.analysis.explain;

import io.fairlane.analysis.explain.Oracle.Outcome;
import io.fairlane.analysis.stats.LogRatio;
import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Searches the model for values at which gain, neutral and loss meet: a coarse logarithmic grid on
 * each key, then bisection between neighbours that differ.
 *
 * <p>Where a message takes more work than in the scenario, fewer are sent, so that the consumer
 * needs as much processor time as before: the number of slices, and so of laps, stays about the
 * same, and the search stays affordable. Where the channel is smaller, no more are sent than two
 * million turns of a consumer that finds it full need: turns are then what is simulated. (Seed,
 * capacity 0: 1.21x with 2,000,000 messages, 1.14x with all 10,000,000, but 0.37x with 200,000, too
 * few for laps to be lost at their long-run rate.)
 */
public final class FlipSearch {
  /** Replications at first, and as long as the regime is undecided. */
  private static final int FIRST = 6;

  private static final int MOST = 24;

  /** A bracket narrower than this is found. */
  private static final double FOUND = 1.15;

  private static final long FEWEST_MESSAGES = 10_000;

  private static final long MOST_TURNS = 2_000_000;

  private final Oracle oracle;
  private final Scenario scenario;
  private final Costs costs;
  private final int fewestProcessors;
  private final Progress progress;
  private final Map<Scenario, Outcome> seen = new HashMap<>();

  /**
   * @param fewestProcessors that the arm needs
   */
  public FlipSearch(
      Oracle oracle, Scenario scenario, Costs costs, int fewestProcessors, Progress progress) {
    this.oracle = oracle;
    this.scenario = scenario;
    this.costs = costs;
    this.fewestProcessors = fewestProcessors;
    this.progress = progress;
  }

  /** What was found: the scenario itself, and the flips around it by key. */
  record Result(Point here, List<Flip> flips, boolean fewerMessages) {}

  Result run() throws InterruptedException {
    Point here = at(Knob.PROCESSORS, scenario.processors());
    List<Flip> flips = new ArrayList<>();
    for (Knob knob : Knob.values()) {
      flips.addAll(flips(knob));
    }
    boolean fewer =
        seen.keySet().stream()
            .anyMatch(s -> s.consumer().messages() < scenario.consumer().messages());
    return new Result(here, flips, fewer);
  }

  /** The flips of one key, ascending. */
  List<Flip> flips(Knob knob) throws InterruptedException {
    List<Point> grid = new ArrayList<>();
    for (long value : knob.grid(scenario, fewestProcessors)) {
      progress.at("flips: " + knob.path + " = " + value, knob.ordinal(), Knob.values().length);
      grid.add(at(knob, value));
    }
    List<Flip> flips = new ArrayList<>();
    List<Point> decided = grid.stream().filter(Point::decided).toList();
    for (int i = 1; i < decided.size(); i++) {
      if (decided.get(i - 1).regime() != decided.get(i).regime()) {
        flips.addAll(bisect(decided.get(i - 1), decided.get(i), grid));
      }
    }
    return flips;
  }

  /** Both ends stay decided; around a middle that is not, each side is searched for its edge. */
  private List<Flip> bisect(Point lower, Point upper, List<Point> grid)
      throws InterruptedException {
    Knob knob = lower.key();
    List<Point> points =
        new ArrayList<>(
            grid.stream()
                .filter(p -> p.value() >= lower.value() && p.value() <= upper.value())
                .toList());
    Point low = lower;
    Point high = upper;
    while (apart(low, high)) {
      long value = middle(low.value(), high.value());
      progress.at("flips: " + knob.path + " = " + value, knob.ordinal(), Knob.values().length);
      Point middle = keep(points, at(knob, value));
      if (middle.regime() == low.regime()) {
        low = middle;
      } else if (middle.regime() == high.regime()) {
        high = middle;
      } else if (middle.decided()) {
        List<Flip> both = new ArrayList<>(bisect(low, middle, points));
        both.addAll(bisect(middle, high, points));
        return both;
      } else {
        low = edge(points, low, middle);
        high = edge(points, high, middle);
        break;
      }
    }
    points.sort(Comparator.comparingLong(Point::value));
    return List.of(new Flip(low, high, knob.of(scenario), List.copyOf(points)));
  }

  /** The last point of the decided side's regime on the way to an undecided one. */
  private Point edge(List<Point> points, Point decided, Point undecided)
      throws InterruptedException {
    Point inside = decided;
    Point outside = undecided;
    while (apart(inside, outside)) {
      Point middle =
          keep(points, at(inside.key(), middle(least(inside, outside), most(inside, outside))));
      if (middle.regime() == inside.regime()) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return inside;
  }

  private static boolean apart(Point a, Point b) {
    return most(a, b) > FOUND * least(a, b) && most(a, b) - least(a, b) > 1;
  }

  private static long least(Point a, Point b) {
    return Math.min(a.value(), b.value());
  }

  private static long most(Point a, Point b) {
    return Math.max(a.value(), b.value());
  }

  private static Point keep(List<Point> points, Point point) {
    if (points.stream().noneMatch(p -> p.value() == point.value())) {
      points.add(point);
    }
    return point;
  }

  /** The geometric middle of two values, strictly between them if there is room. */
  static long middle(long low, long high) {
    if (high - low <= 1) {
      return high;
    }
    return Math.clamp(Math.round(Math.sqrt(Math.max(1, low) * (double) high)), low + 1, high - 1);
  }

  Point at(Knob knob, long value) throws InterruptedException {
    Scenario there = affordable(knob.set(scenario, value));
    Outcome outcome = seen.get(there);
    if (outcome == null) {
      outcome = oracle.run(there, Set.of(), 0, FIRST);
      seen.put(there, outcome);
    }
    Point point = point(knob, value, there, outcome);
    while (outcome.ended() && !point.decided() && outcome.fair().length < MOST) {
      int n = outcome.fair().length;
      Outcome more = oracle.run(there, Set.of(), n, 2 * n);
      outcome = outcome.and(more);
      seen.put(there, outcome);
      point = point(knob, value, there, outcome);
    }
    return point;
  }

  private static Point point(Knob knob, long value, Scenario there, Outcome outcome) {
    boolean ended = outcome.ended();
    return new Point(
        knob,
        value,
        ended ? LogRatio.paired(outcome.fair(), outcome.arm()) : RatioEstimate.absent(),
        ended ? StatUtils.geometricMean(outcome.fair()) : Double.NaN,
        ended ? StatUtils.geometricMean(outcome.arm()) : Double.NaN,
        there.consumer().messages());
  }

  private Scenario affordable(Scenario there) {
    double share = Math.min(1, perMessage(scenario) / perMessage(there));
    long messages = scenario.consumer().messages();
    long fewer = Math.round(messages * share);
    int capacity = there.channel().capacity();
    if (capacity < scenario.channel().capacity()) {
      fewer = Math.min(fewer, MOST_TURNS * (capacity + 1L));
    }
    fewer = Math.max(fewer, Math.min(messages, FEWEST_MESSAGES));
    if (fewer >= messages) {
      return there;
    }
    return there.with(
        there.processors(),
        there.background(),
        there.producers(),
        there.channel(),
        new Scenario.Consumer(fewer, there.consumer().work(), there.consumer().lockedBy()));
  }

  /** Processor time of a message in ns, on both sides. */
  private double perMessage(Scenario s) {
    return costs.send().value()
        + costs.receive().value()
        + costs.iteration().value() * (s.consumer().work().mean() + s.producers().work().mean());
  }
}
