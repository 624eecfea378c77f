package io.fairlane.runner.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Proof;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.experiment.Work;
import io.fairlane.runner.host.Pinning;
import io.fairlane.runner.host.Topology;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole trials: fork, pin, run, check the books, report. */
class PoolTrialsTest {
  private static Scenario crowd(int processors, int tasks, long messages) {
    return new Scenario(
        "small",
        processors,
        new Scenario.Background(tasks, 1_000),
        new Scenario.Producers(4, 0),
        new Scenario.Channel(100),
        new Scenario.Consumer(messages, 0));
  }

  private static void assumeTwoCpusAndPinning() {
    assumeTrue(Topology.read().allowed().cardinality() >= 2, "needs two CPUs");
    assumeTrue(Pinning.check().works(), "needs pinning");
  }

  @ParameterizedTest
  @EnumSource
  void aSmallTrialDeliversEveryMessage(Arm arm) throws InterruptedException {
    assumeTwoCpusAndPinning();
    Trial trial = new PoolTrials().run(crowd(2, 300, 20_000), arm, 3, 7, 60);
    assertThat(trial.messages()).isEqualTo(20_000);
    assertThat(trial.rep()).isEqualTo(3);
    assertThat(trial.seed()).isEqualTo(7);
    assertThat(trial.seconds()).isPositive();
    assertThat(trial.counters().backgroundTurns()).isNotNegative();
    assertThat(trial.counters().handoffs() > 0).isEqualTo(arm == Arm.LOCKED);
    assertThat(trial.host().proof().safepointSeconds()).isBetween(0.0, trial.seconds());
    assertThat(trial.host().proof().go()).isEqualTo(Proof.GoScheduler.ABSENT);
    assertThat(trial.host().proof().speed().samples()).as("a look a CPU").isGreaterThanOrEqualTo(2);
    assertThat(trial.host().proof().speed().iterationNs()).isBetween(0.05, 20.0);
    Proof.Steadiness steadiness = trial.host().proof().steadiness();
    assertThat(steadiness.warmUpSeconds()).isGreaterThanOrEqualTo(0.5);
    if (steadiness.stillWarmingUp()) {
      assertThat(trial.verdict()).isNotEqualTo(Trial.Verdict.CLEAN);
    } else {
      assertThat(steadiness.steadyAfterSeconds()).isBetween(0.0, steadiness.warmUpSeconds());
    }
  }

  @Test
  void aTrialTellsTurnsAndLapsOfItsCrowd() throws InterruptedException {
    Trial trial = new PoolProgram(crowd(2, 6_400, Long.MAX_VALUE), Arm.FAIR, null, 0).run(0, 1);
    Proof.Crowd crowd = trial.host().proof().crowd();
    double mean = trial.counters().backgroundTurns() / 6_400.0;
    assertThat((double) crowd.fewestTurns()).isLessThanOrEqualTo(mean);
    assertThat((double) crowd.mostTurns()).isGreaterThanOrEqualTo(mean - 1);
    assertThat(crowd.jain()).isBetween(1.0 / 6_400, 1.0);
    assertThat(crowd.lapP50Ns()).as("a second / laps").isBetween(0.2e9 / mean, 3e9 / mean);
    assertThat(trial.host().proof().safepointSeconds()).as("no log was asked for").isNull();
  }

  @Test
  void withoutACrowdThereIsNothingToTellOfIt() throws InterruptedException {
    Trial trial = new PoolProgram(crowd(2, 0, 1_000), Arm.FAIR, null, 0).run(0, 10);
    assertThat(trial.host().proof().crowd()).isEqualTo(Proof.Crowd.ABSENT);
  }

  /** 4,000 a second for half a second, whatever else there is; the quantiles that 2,000 support. */
  @ParameterizedTest
  @EnumSource
  void pacedProducersKeepTheirSchedule(Arm arm) throws InterruptedException {
    Scenario paced =
        new Scenario(
            "paced",
            2,
            new Scenario.Background(20, 1_000),
            new Scenario.Producers(4, Work.constant(0), 4_000, Scenario.Arrivals.EXPONENTIAL),
            new Scenario.Channel(1_000),
            new Scenario.Consumer(2_000, 0));
    Trial trial = new PoolProgram(paced, arm, null, 5).run(0, 30);
    assertThat(trial.messages()).isEqualTo(2_000);
    assertThat(trial.seconds()).isBetween(0.4, 2.0);
    assertThat(trial.latency().p50Ns()).isBetween(100.0, 0.5e9);
    assertThat(trial.latency().p99Ns()).isGreaterThanOrEqualTo(trial.latency().p50Ns());
    assertThat(trial.latency().p999Ns()).isNull();
  }

  @Test
  void withoutARateThereIsNoLatency() throws InterruptedException {
    Trial trial = new PoolProgram(crowd(2, 10, 1_000), Arm.FAIR, null, 0).run(0, 10);
    assertThat(trial.latency()).isEqualTo(Trial.Latency.ABSENT);
  }

  @Test
  void theTimeBoxEndsATrialWithWhatGotThrough() throws InterruptedException {
    Trial trial = new PoolProgram(crowd(2, 300, Long.MAX_VALUE), Arm.FAIR, null, 0).run(0, 0.3);
    assertThat(trial.verdict()).isEqualTo(Trial.Verdict.TIMEBOXED);
    assertThat(trial.messages()).isPositive();
  }

  @Test
  void refusesArmsItCannotRun() {
    refuses(() -> new PoolTrials().require(crowd(1, 1, 1), Arm.PINNED), 4, "processors >= 2");
    refuses(() -> new PoolTrials().require(crowd(256, 1, 1), Arm.FAIR), 4, "--set processors=");
  }

  private static void refuses(Runnable step, int exit, String says) {
    assertThatThrownBy(step::run)
        .hasMessageContaining(says)
        .hasMessageNotContaining("\n")
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(exit));
  }

  @Test
  void anInterruptStopsTheForkAndPasses() throws InterruptedException {
    assumeTwoCpusAndPinning();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              try {
                new PoolTrials().run(crowd(2, 300, Long.MAX_VALUE), Arm.FAIR, 0, 0, 120);
              } catch (InterruptedException expected) {
                interrupted.set(true);
              }
            });
    caller.start();
    Thread.sleep(700);
    caller.interrupt();
    caller.join(30_000);
    assertThat(interrupted).isTrue();
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList())
        .noneMatch(
            child -> child.info().commandLine().orElse("").contains(PoolTrialMain.class.getName()));
  }
}
