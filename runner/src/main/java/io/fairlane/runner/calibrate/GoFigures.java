package io.fairlane.runner.calibrate;

import io.fairlane.experiment.Cost;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The figures of the Go calibration program as costs: each at one speed of the host ({@link
 * OneSpeed}), with its slope on that speed and where it comes from.
 */
final class GoFigures {
  private final OneSpeed speed;
  private final Rounds rounds;
  private final Rounds asSeen;
  private final String go;

  /**
   * @param go the version, as the program told it
   */
  GoFigures(Rounds seen, String go) {
    this.speed = new OneSpeed(seen.all());
    this.rounds = speed.rounds();
    this.asSeen = seen;
    this.go = go;
  }

  /** All rounds at one speed. */
  Rounds rounds() {
    return rounds;
  }

  /** All rounds as they were, each at the speed of its time. */
  Rounds asSeen() {
    return asSeen;
  }

  Optional<Cost> measured(String name, String what) {
    return rounds.of(name, source(what)).map(cost -> cost.withElasticity(elasticity(name)));
  }

  /**
   * A difference grows as what it is mostly made of: its first part. If no round had steady CPUs at
   * all of its parts, what was seen has to do.
   */
  Optional<Cost> ofParts(
      String what, List<String> parts, ToDoubleFunction<Map<String, Double>> from) {
    return rounds
        .of(source(what), parts, from)
        .or(() -> asSeen.of(source(what), parts, from))
        .map(cost -> cost.withElasticity(elasticity(parts.getFirst())));
  }

  /** Timers and jitters do not grow; an iteration is the measure itself. */
  double elasticity(String figure) {
    return switch (figure) {
      case "iteration" -> 1;
      case "sysmon_period", "sysmon_slack", "turn_sd", "channel_sd" -> 0;
      default -> speed.elasticity(figure);
    };
  }

  Cost needed(String name, String what) {
    return or(measured(name, what), () -> missing(name));
  }

  Cost derived(String what, List<String> parts, ToDoubleFunction<Map<String, Double>> from) {
    return or(ofParts(what, parts, from), () -> missing(parts.toString()));
  }

  static Cost or(Optional<Cost> cost, Supplier<Cost> otherwise) {
    return cost.orElseGet(otherwise);
  }

  String source(String what) {
    return go + ": " + what;
  }

  static Cost missing(String name) {
    throw new IllegalStateException("the Go calibration program measured no " + name);
  }
}
