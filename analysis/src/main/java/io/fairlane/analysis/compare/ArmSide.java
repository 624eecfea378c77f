package io.fairlane.analysis.compare;

import io.fairlane.analysis.stats.SampleSummary;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * One side, predicted or measured, of one arm: how long it took and what happened meanwhile.
 *
 * @param seconds time for all messages of the scenario; for trials that the clock stopped, the time
 *     it would have taken at the rate they had
 * @param counts means over the trials
 * @param delays medians over the trials
 * @param timeboxed trials among them that the clock stopped
 * @param noisy trials that the host disturbed; kept
 * @param unfair trials whose background did not get equal shares; kept
 * @param threads where consumer and parent were seen in the trial that saw most; null if none
 *     looked
 */
public record ArmSide(
    Trial.Kind kind,
    Runtime runtime,
    Arm arm,
    SampleSummary seconds,
    Counts counts,
    Delays delays,
    int timeboxed,
    int noisy,
    int unfair,
    Trial.Threads threads) {

  /** Mean counts during the consumer's clock; null where no trial could observe them. */
  public record Counts(
      Double backgroundTurnsPerSecond,
      Double preemptionsConsumer,
      Double preemptionsProducer,
      Double handoffs,
      Double steals,
      Double globalGets) {}

  /** How long things waited. */
  public record Delays(Quantiles latency, Quantiles consumerDelay, Quantiles producerDelay) {}

  /** Median over the trials of each quantile (ns); null unless every trial has it. */
  public record Quantiles(Double p50Ns, Double p99Ns, Double p999Ns) {}

  /**
   * @param trials at least one, each with messages
   */
  static ArmSide of(Scenario scenario, List<Trial> trials) {
    Trial first = trials.getFirst();
    return new ArmSide(
        first.kind(),
        first.runtime(),
        first.arm(),
        SampleSummary.of(
            trials.stream()
                .mapToDouble(t -> t.nanosPerMessage() * scenario.consumer().messages() / 1e9)
                .toArray()),
        new Counts(
            mean(
                trials,
                t -> t.counters().backgroundTurns() == null ? null : t.backgroundTurnsPerSecond()),
            mean(trials, t -> t.counters().preemptionsConsumer()),
            mean(trials, t -> t.counters().preemptionsProducer()),
            mean(trials, t -> t.counters().handoffs()),
            mean(trials, t -> t.counters().steals()),
            mean(trials, t -> t.counters().globalGets())),
        delays(trials),
        count(trials, Trial.Verdict.TIMEBOXED),
        count(trials, Trial.Verdict.NOISY),
        count(trials, Trial.Verdict.UNFAIR),
        trials.stream()
            .map(t -> t.host().threads())
            .filter(Objects::nonNull)
            .max(Comparator.comparingInt(threads -> threads.consumer().size()))
            .orElse(null));
  }

  private static Delays delays(List<Trial> trials) {
    return new Delays(
        new Quantiles(
            median(trials, t -> t.latency().p50Ns()),
            median(trials, t -> t.latency().p99Ns()),
            median(trials, t -> t.latency().p999Ns())),
        quantiles(trials, t -> t.latency().consumerDelay()),
        quantiles(trials, t -> t.latency().producerDelay()));
  }

  private static Quantiles quantiles(
      List<Trial> trials, Function<Trial, Trial.RunQueueDelay> delay) {
    return new Quantiles(
        median(trials, t -> delay.apply(t).p50Ns()),
        median(trials, t -> delay.apply(t).p99Ns()),
        median(trials, t -> delay.apply(t).p999Ns()));
  }

  /** A trial that lacks the figure had fewer events than the others: no median without it. */
  private static Double median(List<Trial> trials, Function<Trial, Double> figure) {
    List<Double> all = trials.stream().map(figure).toList();
    return all.contains(null)
        ? null
        : SampleSummary.quantile(all.stream().mapToDouble(d -> d).toArray(), 0.5);
  }

  private static int count(List<Trial> trials, Trial.Verdict verdict) {
    return (int) trials.stream().filter(t -> t.verdict() == verdict).count();
  }

  private static Double mean(List<Trial> trials, Function<Trial, Number> figure) {
    var observed =
        trials.stream()
            .map(figure)
            .filter(Objects::nonNull)
            .mapToDouble(Number::doubleValue)
            .average();
    return observed.isPresent() ? observed.getAsDouble() : null;
  }
}
