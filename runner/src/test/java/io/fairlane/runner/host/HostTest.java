package io.fairlane.runner.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fairlane.experiment.Proof;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Trial.HostNoise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  private static HostNoise noise(Double wait, Double safepoints, Double pressure) {
    return new HostNoise(0.0, wait, null, null, null)
        .with(
            new Proof(
                new Proof.Pressure(pressure, null),
                safepoints,
                Proof.Crowd.ABSENT,
                Proof.GoScheduler.ABSENT));
  }

  @Test
  void safepointsCountLikeWaitsAndPressureWhereNoWaitIsTold() {
    assertThat(NoiseProbe.isNoisy(noise(0.04, 0.005, 1.0), 1, false)).isFalse();
    assertThat(NoiseProbe.isNoisy(noise(0.04, 0.02, 0.0), 1, false)).isTrue();
    assertThat(NoiseProbe.isNoisy(noise(null, 0.02, 0.04), 1, false)).isFalse();
    assertThat(NoiseProbe.isNoisy(noise(null, null, 0.06), 1, false)).isTrue();
  }

  @Test
  void pressureIsAShareOfTheTimeBetween(@TempDir Path root) throws IOException {
    CpuPressure none = CpuPressure.read(root);
    assertThat(none.since(none, 2)).isEqualTo(Proof.Pressure.ABSENT);
    CpuPressure early = pressure(root, 1_000_000, 0);
    Proof.Pressure undefined = pressure(root, 1_500_000, 0).since(early, 2);
    assertThat(undefined).isEqualTo(new Proof.Pressure(0.25, null));
    CpuPressure told = pressure(root, 1_500_000, 7);
    assertThat(told.since(told, 2)).isEqualTo(new Proof.Pressure(0.0, 0.0));
  }

  private static CpuPressure pressure(Path root, long some, long full) throws IOException {
    Path file = root.resolve("proc/pressure/cpu");
    Files.createDirectories(file.getParent());
    String averages = " avg10=5.34 avg60=7.54 avg300=15.23 total=";
    Files.writeString(file, "some" + averages + some + "\nfull" + averages + full + "\n");
    return CpuPressure.read(root);
  }

  @Test
  void safepointsCountAsFarAsTheyLieInTheSpan(@TempDir Path folder) throws IOException {
    Path log = folder.resolve("safepoints.log");
    assertThat(SafepointLog.seconds(log, 0, 10)).as("no file").isEmpty();
    Files.writeString(log, "");
    assertThat(SafepointLog.seconds(log, 0, 10)).as("not one line").isEmpty();
    Files.writeString(
        log,
        """
        [2000000000ns] Safepoint "SerialGCCollect", Time since last: 7 ns, Reaching safepoint: 6 ns, \
        At safepoint: 5 ns, Leaving safepoint: 4 ns, Total: 500000000 ns, Threads: 0 runnable, 10 total
        [3000000000ns] Safepoint "Cleanup", Time since last: 7 ns, Reaching safepoint: 5 ns, \
        At safepoint: 2655 ns, Total: 100000000 ns
        """);
    assertThat(SafepointLog.seconds(log, 1_900_000_000, 4_000_000_000L).get()).isEqualTo(0.2);
    assertThat(SafepointLog.seconds(log, 3_000_000_000L, 4_000_000_000L).get()).isZero();
  }

  @Test
  void fingerprintHasNoBlankAndNoZeroForUnknown() {
    assertThat(Fingerprint.read())
        .containsKeys("cpu", "kernel", "jvm", "go", "clocksource", "governor", "smt")
        .allSatisfy((name, value) -> assertThat(value).isNotBlank());
    assertThat(Fingerprint.hostId()).matches(".+, \\d+ CPUs, .+");
  }
}
