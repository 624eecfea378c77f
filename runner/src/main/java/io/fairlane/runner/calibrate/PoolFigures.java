package io.fairlane.runner.calibrate;

import io.fairlane.experiment.Cost;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Counters of a benchmark that looked at the CPUs' speed beside its figures, as costs at the speed
 * at which the crowd's turns were timed.
 */
final class PoolFigures {
  /** A cost is some time: differences of noisy figures are cut off here, in ns. */
  private static final double LEAST = 0.1;

  private final OneSpeed speed;
  private final Rounds asSeen;
  private final double iterationNs;

  /**
   * @param companions counter with the iteration's time beside each figure, by the figure's name;
   *     where it is 0 the speed changed meanwhile
   * @param iterationNs of the crowd's turns
   */
  PoolFigures(Counted counted, Map<String, String> companions, double iterationNs) {
    Rounds rounds = new Rounds();
    int n = counted.byName().values().iterator().next().values().length;
    for (int i = 0; i < n; i++) {
      Map<String, Double> round = new HashMap<>();
      for (Map.Entry<String, Samples> counter : counted.byName().entrySet()) {
        round.put(counter.getKey(), counter.getValue().values()[i]);
      }
      double sum = 0;
      int looks = 0;
      for (Map.Entry<String, String> figure : companions.entrySet()) {
        double beside = round.get(figure.getValue());
        if (beside > 0) {
          round.put(figure.getKey() + OneSpeed.COMPANION, beside);
          sum += beside;
          looks++;
        }
      }
      if (looks > 0) {
        round.put("iteration" + OneSpeed.COMPANION, sum / looks);
      }
      rounds.add(round);
    }
    this.speed = new OneSpeed(rounds.all());
    this.asSeen = rounds;
    this.iterationNs = iterationNs;
  }

  Cost cost(String figure, String source) {
    return cost(List.of(figure), round -> round.get(figure), source);
  }

  /** By which power of an iteration's time a counter grows: its slope, as far as it is told. */
  double elasticity(String figure) {
    return speed.elasticity(figure);
  }

  /** Of two counters, at the speed that each met. */
  Cost ratio(String above, String below, String source) {
    return asSeen
        .of(source, List.of(above, below), round -> round.get(above) / round.get(below))
        .orElseThrow(() -> new IllegalStateException("the benchmark counted no " + above));
  }

  /** A difference grows as what it is mostly made of: its first part. */
  Cost cost(List<String> parts, ToDoubleFunction<Map<String, Double>> derive, String source) {
    Cost cost =
        speed
            .rounds()
            .of(source, parts, derive)
            .or(() -> asSeen.of(source, parts, derive))
            .orElseThrow(() -> new IllegalStateException("the benchmark counted no " + parts))
            .withElasticity(speed.elasticity(parts.getFirst()));
    // Without a steady moment there is nothing to rescale from: as it was seen.
    boolean known = !Double.isNaN(speed.reference());
    Cost there = known ? cost.slowedBy(iterationNs / speed.reference()) : cost;
    return new Cost(
        Math.max(LEAST, there.value()),
        Math.max(LEAST, there.low()),
        Math.max(LEAST, there.high()),
        there.elasticity(),
        there.source());
  }
}
