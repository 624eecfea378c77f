package io.fairlane.sim.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.ScenarioFiles;
import io.fairlane.experiment.Trial;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReplicationsTest {
  private static List<Trial> run(String name, List<String> sets, Arm arm, int n, int threads)
      throws InterruptedException {
    Scenario scenario = ScenarioFiles.read(name, sets);
    Runtime runtime = arm.outsideRunQueues() ? Runtime.POOL : Runtime.GO;
    return Replications.run(
        scenario, runtime, List.of(arm), SampleCosts.go(), 7, n, threads, Progress.SILENT);
  }

  private static double meanSeconds(List<Trial> trials) {
    return trials.stream().mapToDouble(Trial::seconds).average().orElseThrow();
  }

  @Test
  void rowsAreTheSameOnAnyNumberOfThreads() throws InterruptedException {
    List<String> small = List.of("background.tasks=2000", "consumer.messages=2000000");
    assertThat(run("seed", small, Arm.FAIR, 6, 3)).isEqualTo(run("seed", small, Arm.FAIR, 6, 1));
  }

  @Test
  @DisplayName("A lap shows as latency of the messages that were in the channel meanwhile")
  void latencies() throws InterruptedException {
    List<String> small = List.of("background.tasks=2000", "consumer.messages=4000000");
    List<Trial> fair = run("seed", small, Arm.FAIR, 5, 1);
    List<Trial> locked = run("seed", small, Arm.LOCKED, 5, 1);
    // 2,000 turns of 27 us on two Ps
    double lap = 27e6;
    assertThat(fair).anySatisfy(t -> assertThat(t.latency().p99Ns()).isBetween(lap, 1.6 * lap));
    // who is readied first waits until the other has filled (14.2 ns each) or drained (12.3 ns)
    // the buffer of 100,000; a message waits for something between the two
    assertThat(locked)
        .allSatisfy(
            t -> {
              assertThat(t.latency().p50Ns()).isBetween(1.23e6, 1.45e6);
              assertThat(t.latency().consumerDelay().p50Ns()).isBetween(1.35e6, 1.49e6);
              assertThat(t.latency().producerDelay().p50Ns()).isBetween(1.17e6, 1.29e6);
              // some 80 waits of each: not enough
              assertThat(t.latency().consumerDelay().p99Ns()).isNull();
            });
    assertThat(run("seed", small, Arm.PINNED, 1, 1).getFirst().latency().consumerDelay())
        .isEqualTo(Trial.RunQueueDelay.ABSENT);
  }

  @Test
  void seedsDiffer() throws InterruptedException {
    List<String> small = List.of("background.tasks=2000", "consumer.messages=2000000");
    assertThat(run("seed", small, Arm.FAIR, 6, 1).stream().map(Trial::seconds).distinct())
        .hasSizeGreaterThan(3);
  }

  @Test
  @DisplayName("18 Fair W sanity: one P, 25 seeds, the lap lottery; locked never preempted")
  void scenario18FairW() throws InterruptedException {
    List<String> onePlusBackground = List.of("processors=1", "background.tasks=10000");
    List<Trial> fair = run("seed", onePlusBackground, Arm.FAIR, 25, 2);
    List<Trial> locked = run("seed", onePlusBackground, Arm.LOCKED, 5, 2);
    double laps =
        fair.stream()
            .mapToDouble(t -> t.counters().backgroundTurns() / 10_000.0)
            .average()
            .orElse(0);
    assertThat(laps).isBetween(4.0, 12.0);
    assertThat(locked)
        .allSatisfy(
            t -> {
              assertThat(t.counters().preemptionsConsumer()).isZero();
              assertThat(t.seconds()).isBetween(0.26, 0.32);
            });
  }

  @Test
  void theThreeRegimesHaveTheRightSign() throws InterruptedException {
    double gain =
        meanSeconds(run("seed", List.of(), Arm.FAIR, 6, 2))
            / meanSeconds(run("seed", List.of(), Arm.LOCKED, 6, 2));
    double neutral =
        meanSeconds(run("no-background", List.of(), Arm.FAIR, 6, 2))
            / meanSeconds(run("no-background", List.of(), Arm.LOCKED, 6, 2));
    List<String> fewer = List.of("consumer.messages=200000");
    double loss =
        meanSeconds(run("unbuffered", fewer, Arm.FAIR, 6, 2))
            / meanSeconds(run("unbuffered", fewer, Arm.LOCKED, 6, 2));
    assertThat(gain).isGreaterThan(8);
    assertThat(neutral).isBetween(0.9, 1.1);
    assertThat(loss).isLessThan(0.2);
  }

  @Test
  void aLaneOfItsOwnOutsideTheRunQueuesIsNeverPreempted() throws InterruptedException {
    List<String> small = List.of("background.tasks=2000", "consumer.messages=2000000");
    for (Trial trial : run("seed", small, Arm.PINNED, 4, 2)) {
      assertThat(trial.counters().preemptionsConsumer()).isZero();
      assertThat(trial.seconds()).isPositive();
    }
  }
}
