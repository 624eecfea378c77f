package io.fairlane.runner.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Distribution;
import io.fairlane.experiment.Proof;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Scenario.LockedBy;
import io.fairlane.experiment.Trial;
import io.fairlane.experiment.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTrialsTest {
  private static Scenario scenario(int processors, int tasks, int capacity, long messages) {
    return new Scenario(
        "small",
        processors,
        new Scenario.Background(tasks, 100_000),
        new Scenario.Producers(5, 0),
        new Scenario.Channel(capacity),
        new Scenario.Consumer(messages, 0));
  }

  @Test
  void withoutGoTheRefusalNamesTheRemedy() {
    assertThatThrownBy(() -> new GoTrials("/nowhere").require(scenario(1, 0, 10, 10), Arm.FAIR))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "go not found on PATH: install Go >= 1.19 (for example 'apt-get install golang-go') to"
                + " measure runtime go; everything else works without it")
        .extracting(e -> ((Refusal) e).exitCode())
        .isEqualTo(4);
  }

  @Test
  void armsOutsideTheRunQueuesDoNotExistHere() {
    assertThatThrownBy(() -> new GoTrials().require(scenario(1, 0, 10, 10), Arm.PINNED))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("fair or locked");
  }

  @Nested
  class WithGo {
    private final GoTrials trials = new GoTrials();

    @BeforeEach
    void goIsHere() {
      NeedsGo.assume();
    }

    /** 2,000 messages at 10,000 a second last 0.2 s, late by less than most of that. */
    @Test
    @Timeout(60)
    void pacedProducersKeepTheirScheduleAndShowLatency() throws InterruptedException {
      Scenario paced =
          new Scenario(
              "paced",
              1,
              new Scenario.Background(20, new Work(10_000, Distribution.LOGNORMAL, 0.5)),
              new Scenario.Producers(5, Work.constant(0), 10_000, Scenario.Arrivals.EXPONENTIAL),
              new Scenario.Channel(100),
              new Scenario.Consumer(2_000, new Work(10, Distribution.PARETO, 2), LockedBy.SELF));
      Trial trial = trials.run(paced, Arm.FAIR, 0, 7, 30);
      assertThat(trial.messages()).isEqualTo(2_000);
      assertThat(trial.seconds()).isBetween(0.17, 5.0);
      assertThat(trial.latency().p50Ns()).isPositive();
      assertThat(trial.latency().p99Ns()).isGreaterThanOrEqualTo(trial.latency().p50Ns());
      assertThat(trial.latency().p999Ns()).as("2,000 are too few").isNull();
      assertThat(trial.counters().preemptionsConsumer()).as("waits are not laps").isNull();
    }

    @ParameterizedTest
    @CsvSource({
      "FAIR, 2, 300, 10000",
      "LOCKED, 2, 300, 10000",
      "FAIR, 1, 300, 100",
      "LOCKED, 1, 0, 1000"
    })
    void everyMessageArrivesAndTheCountersAreSane(Arm arm, int processors, int tasks, int capacity)
        throws InterruptedException {
      Trial trial = trials.run(scenario(processors, tasks, capacity, 100_000), arm, 3, 42, 30);
      assertThat(trial.runtime()).isEqualTo(Runtime.GO);
      assertThat(trial.arm()).isEqualTo(arm);
      assertThat(trial.rep()).isEqualTo(3);
      assertThat(trial.seed()).isEqualTo(42);
      assertThat(trial.messages()).isEqualTo(100_000);
      assertThat(trial.seconds()).isBetween(100e-6, 20.0);
      assertThat(trial.verdict()).isNotEqualTo(Trial.Verdict.TIMEBOXED);
      assertThat(trial.counters().preemptionsProducer()).isNull();
      if (tasks == 0) {
        assertThat(trial.counters().backgroundTurns()).isZero();
        assertThat(trial.counters().preemptionsConsumer()).isNull();
      } else {
        // The pair may be done within its first slice, and the other thread without a CPU by then.
        assertThat(trial.counters().backgroundTurns()).isNotNegative();
      }
    }

    @Test
    void aTrialTellsOfItsCrowdAndItsScheduler() throws InterruptedException {
      Proof proof =
          trials.run(scenario(2, 640, 100_000, 1L << 40), Arm.FAIR, 0, 1, 1).host().proof();
      assertThat(proof.crowd().fewestTurns()).isPositive();
      assertThat(proof.crowd().mostTurns()).isGreaterThanOrEqualTo(proof.crowd().fewestTurns());
      assertThat(proof.crowd().jain()).isBetween(0.5, 1.0);
      assertThat(proof.crowd().lapP50Ns()).isBetween(1e6, 1e9);
      assertThat(proof.go().gomaxprocs()).isEqualTo(2);
      assertThat(proof.go().latencyP50Ns()).isBetween(1e5, 1e9);
      assertThat(proof.safepointSeconds()).as("not a JVM").isNull();
      if (System.getProperty("os.name").equals("Linux")) {
        assertThat(proof.speed().samples()).as("of 100 a CPU in a second").isGreaterThan(20);
        assertThat(proof.speed().iterationNs())
            .isBetween(proof.speed().fastNs(), 1.01 * proof.speed().slowNs());
        assertThat(proof.speed().iterationNs()).isBetween(0.05, 10.0);
      }
      Proof alone = trials.run(scenario(1, 0, 100, 1_000), Arm.FAIR, 0, 1, 10).host().proof();
      assertThat(alone.crowd()).isEqualTo(Proof.Crowd.ABSENT);
    }

    @Test
    void aLockedConsumerHandsOverItsThreadWheneverItBlocks() throws InterruptedException {
      Trial trial = trials.run(scenario(2, 200, 0, 20_000), Arm.LOCKED, 0, 1, 30);
      assertThat(trial.messages()).isEqualTo(20_000);
      assertThat(trial.counters().handoffs()).isBetween(5_000L, 200_000L);
    }

    @Test
    void theChildOfALockedGoroutineRunsOnOtherThreads() throws InterruptedException {
      Scenario child =
          new Scenario(
              "child",
              2,
              new Scenario.Background(300, 20_000),
              new Scenario.Producers(5, 0),
              new Scenario.Channel(1_000),
              new Scenario.Consumer(500_000, Work.constant(0), Scenario.LockedBy.PARENT));
      Trial.Threads seen = trials.run(child, Arm.LOCKED, 0, 1, 30).host().threads();
      assumeTrue(seen != null, "thread ids are told on Linux only");
      assertThat(seen.consumer()).isNotEmpty().doesNotContain(seen.parent());
      assertThat(trials.run(scenario(1, 0, 10, 100), Arm.LOCKED, 0, 1, 30).host().threads())
          .as("nobody asked")
          .isNull();
    }

    @Test
    void lapsLostAreCounted() throws InterruptedException {
      Trial trial = trials.run(scenario(1, 2_000, 100_000, 5_000_000), Arm.FAIR, 0, 1, 30);
      assertThat(trial.counters().preemptionsConsumer()).isBetween(1L, 60L);
    }

    @ParameterizedTest
    @CsvSource({"0, 1.0", "20000, 1.0"})
    void theTimeBoxCutsTheClock(int tasks, double box) throws InterruptedException {
      Instant began = Instant.now();
      Trial trial = trials.run(scenario(2, tasks, 100_000, 1L << 40), Arm.FAIR, 0, 1, box);
      assertThat(trial.verdict()).isEqualTo(Trial.Verdict.TIMEBOXED);
      assertThat(trial.seconds()).isBetween(box, box + 0.01);
      assertThat(trial.messages()).isBetween(1L, (1L << 40) - 1);
      assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aStalledConsumerIsCutToo() throws InterruptedException {
      // One message takes the producer (and then the consumer) longer than the box.
      Scenario stalled =
          new Scenario(
              "stalled",
              2,
              new Scenario.Background(2_000, 100_000),
              new Scenario.Producers(1, 100_000_000_000L),
              new Scenario.Channel(10),
              new Scenario.Consumer(10, 0));
      Trial trial = trials.run(stalled, Arm.FAIR, 0, 1, 0.5);
      assertThat(trial.verdict()).isEqualTo(Trial.Verdict.TIMEBOXED);
      assertThat(trial.messages()).isZero();
    }

    @Test
    @Timeout(20)
    void anInterruptKillsTheChild() throws Exception {
      long before = children();
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread runner =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      trials.run(scenario(2, 100, 100, 1L << 40), Arm.FAIR, 0, 1, 600);
                    } catch (InterruptedException | RuntimeException e) {
                      thrown.set(e);
                    }
                  });
      while (children() == before) {
        Thread.sleep(20);
      }
      Thread.sleep(200);
      runner.interrupt();
      runner.join();
      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
      while (children() > before) {
        Thread.sleep(20);
      }
    }

    private static long children() {
      return ProcessHandle.current()
          .children()
          .filter(p -> p.info().command().orElse("").endsWith("/workload"))
          .count();
    }

    @Test
    void aProgramThatFailsIsARefusalWithItsFirstLine() {
      assertThatThrownBy(
              () -> trials.report(scenario(1, 0, 1, 1), Arm.FAIR, 1, List.of("-nonsense")))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("-nonsense");
    }
  }
}
