package io.fairlane.runner.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Trial.HostNoise;
import org.junit.jupiter.api.Test;

class HostTest {
  @Test
  void readsTheKernelsListFormat() {
    assertThat(ProcFiles.cpuList("0-3,8,10-11").toString()).isEqualTo("{0, 1, 2, 3, 8, 10, 11}");
    assertThat(ProcFiles.cpuList("").isEmpty()).isTrue();
  }

  @Test
  void pinningIsProvenByTheKernelsOwnRecord() throws InterruptedException {
    assumeTrue(Pinning.check().works(), "needs pinning");
    int cpu = Topology.read().allowed().nextSetBit(0);
    String[] mask = new String[1];
    Thread pinned =
        new Thread(
            () -> {
              Pinning.pinCurrentThread(cpu);
              mask[0] = ProcFiles.field("/proc/thread-self/status", "Cpus_allowed_list").get();
            });
    pinned.start();
    pinned.join();
    assertThat(mask[0]).isEqualTo(Integer.toString(cpu));
    assertThat(Topology.read().allowed().get(cpu)).isTrue();
  }

  @Test
  void refusesACpuOutsideTheMask() {
    assertThatThrownBy(() -> Pinning.pinCurrentThread(100_000))
        .hasMessageContaining("outside this process's mask")
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(4));
  }

  @Test
  void noiseRuleCountsOnlyWhatIsKnown() {
    assertThat(NoiseProbe.isNoisy(HostNoise.ABSENT, 1, true)).isFalse();
    assertThat(NoiseProbe.isNoisy(new HostNoise(0.03, null, null, null, null), 1, false)).isTrue();
    assertThat(NoiseProbe.isNoisy(new HostNoise(0.0, 0.06, null, null, null), 1, false)).isTrue();
    HostNoise stalled = new HostNoise(0.0, 0.05, null, null, null);
    assertThat(NoiseProbe.isNoisy(stalled, 2.6, true)).as("a lane of its own").isTrue();
    assertThat(NoiseProbe.isNoisy(stalled, 2.6, false)).as("one task among all").isFalse();
    assertThat(NoiseProbe.isNoisy(new HostNoise(0.01, 0.04, 9L, 0.0, 1), 1, false)).isFalse();
  }

  @Test
  void fingerprintHasNoBlankAndNoZeroForUnknown() {
    assertThat(Fingerprint.read())
        .containsKeys("cpu", "kernel", "jvm", "go", "clocksource", "governor", "smt")
        .allSatisfy((name, value) -> assertThat(value).isNotBlank());
    assertThat(Fingerprint.hostId()).matches(".+, \\d+ CPUs, .+");
  }
}
