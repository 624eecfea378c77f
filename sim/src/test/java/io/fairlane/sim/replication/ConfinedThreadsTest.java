package io.fairlane.sim.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.ScenarioFiles;
import io.fairlane.experiment.Trial;
import io.fairlane.sim.gpm.Observer;
import io.fairlane.sim.gpm.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The pool confines the threads of locked tasks to as many CPUs as it has Ps: with one P a hand-off
 * is from thread to thread on one CPU, though the host has another that idles. Go leaves its
 * threads to the kernel, which wakes them there.
 */
class ConfinedThreadsTest {
  private static double microsPerMessage(Runtime runtime, int processors) {
    var scenario =
        ScenarioFiles.read(
            "seed",
            List.of(
                "processors=" + processors,
                "channel.capacity=0",
                "background.tasks=0",
                "producers.tasks=1",
                "consumer.messages=5000"));
    Model exact = new Model(Rules.of(runtime), () -> Observer.NONE, false, 1_000);
    Trial trial =
        Replication.run(
            Batch.one(scenario, runtime, Arm.LOCKED, SampleCosts.go(), 3, 0, exact), Arm.LOCKED, 0);
    return trial.seconds() * 1e6 / trial.messages();
  }

  @Test
  void withOnePTheHandOffIsToABusyCpu() {
    // two hand-offs to a busy CPU (4.5 us) for one and a half messages or more
    assertThat(microsPerMessage(Runtime.POOL, 1)).isBetween(4.0, 10.0);
    assertThat(microsPerMessage(Runtime.GO, 1))
        .as("to an idle one: 15 us")
        .isGreaterThan(2.5 * microsPerMessage(Runtime.POOL, 1));
  }

  @Test
  void withAPForEachCpuTheRuntimesAreAlike() {
    double go = microsPerMessage(Runtime.GO, 2);
    assertThat(microsPerMessage(Runtime.POOL, 2)).isBetween(0.8 * go, 1.25 * go);
  }
}
