package io.fairlane.runner.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fairlane.experiment.Proof;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Trial.HostNoise;
import io.fairlane.runner.host.NoiseProbe.Seat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
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
    assertThat(NoiseProbe.isNoisy(HostNoise.ABSENT, 1, Seat.OWN_LANE)).isFalse();
    assertThat(NoiseProbe.isNoisy(new HostNoise(0.03, null, null, null, null), 1, Seat.RUN_QUEUES))
        .isTrue();
    assertThat(NoiseProbe.isNoisy(new HostNoise(0.0, 0.06, null, null, null), 1, Seat.RUN_QUEUES))
        .isTrue();
    HostNoise stalled = new HostNoise(0.0, 0.05, null, null, null);
    assertThat(NoiseProbe.isNoisy(stalled, 2.6, Seat.OWN_LANE)).as("a lane of its own").isTrue();
    assertThat(NoiseProbe.isNoisy(stalled, 2.6, Seat.RUN_QUEUES))
        .as("one task among all")
        .isFalse();
    assertThat(NoiseProbe.isNoisy(new HostNoise(0.01, 0.04, 9L, 0.0, 1), 1, Seat.RUN_QUEUES))
        .isFalse();
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
    assertThat(NoiseProbe.isNoisy(noise(0.04, 0.005, 1.0), 1, Seat.RUN_QUEUES)).isFalse();
    assertThat(NoiseProbe.isNoisy(noise(0.04, 0.02, 0.0), 1, Seat.RUN_QUEUES)).isTrue();
    assertThat(NoiseProbe.isNoisy(noise(null, 0.02, 0.04), 1, Seat.RUN_QUEUES)).isFalse();
    assertThat(NoiseProbe.isNoisy(noise(null, null, 0.06), 1, Seat.RUN_QUEUES)).isTrue();
  }

  /** Three threads on two CPUs: 15 to 20 % of waiting for each other is seen on a quiet host. */
  @Test
  void threadsThatShareCpusMayWaitForEachOtherButNotForOthers() {
    assertThat(shared(0.18, 0.01, 0.0)).as("for each other").isFalse();
    assertThat(shared(0.18, 0.06, 0.0)).as("others were there").isTrue();
    assertThat(shared(0.04, 0.06, 0.0)).as("others were there, nobody waited").isFalse();
    assertThat(shared(0.18, null, 0.0)).as("not told").isFalse();
    assertThat(shared(0.18, 0.01, 0.06)).as("a safepoint is nobody's turn").isTrue();
    HostNoise stolen = new HostNoise(0.03, 0.0, null, null, null);
    assertThat(NoiseProbe.isNoisy(stolen, 1, Seat.SHARED_CPUS)).isTrue();
  }

  private static boolean shared(double wait, Double others, double safepoints) {
    Proof proof =
        new Proof(
            Proof.Pressure.ABSENT,
            safepoints,
            Proof.Crowd.ABSENT,
            Proof.GoScheduler.ABSENT,
            others);
    HostNoise noise = new HostNoise(0.0, wait, null, null, null).with(proof);
    return NoiseProbe.isNoisy(noise, 1, Seat.SHARED_CPUS);
  }

  @Test
  void othersAreWhatTheCpusDidLessWhatThisProcessDid(@TempDir Path root) throws IOException {
    BitSet cpus = ProcFiles.cpuList("1-2");
    assertThat(CpuUse.read(root, cpus).busyTicks()).as("no file").isNull();
    CpuUse start = use(root, 100, cpus);
    CpuUse end = use(root, 260, cpus);
    // on each CPU 1.6 s by ticks; this process says 2.4 s, and 0.02 s may be rounding
    CpuUse early = new CpuUse(start.busyTicks(), 1_000_000_000L);
    CpuUse late = new CpuUse(end.busyTicks(), 3_400_000_000L);
    assertThat(late.othersSince(early, 2, 2)).isCloseTo((3.2 - 2.4 - 0.02) / 4, within(1e-9));
    assertThat(new CpuUse(end.busyTicks(), 4_300_000_000L).othersSince(early, 2, 2)).isZero();
    assertThat(new CpuUse(null, 5).othersSince(early, 2, 2)).isNull();
    assertThat(use(root, 1, ProcFiles.cpuList("1-3")).busyTicks()).as("CPU 3 is off").isNull();
  }

  /** CPU 0 is not the trial's; idle, iowait and steal are not busy. */
  private static CpuUse use(Path root, long user, BitSet cpus) throws IOException {
    Path file = root.resolve("proc/stat");
    Files.createDirectories(file.getParent());
    String rest = " 2 3 999 888 4 5 777 0 0\n";
    Files.writeString(
        file,
        "cpu  9 9 9 9 9 9 9 9 0 0\ncpu0 5000"
            + rest
            + "cpu1 "
            + user
            + rest
            + "cpu2 "
            + user
            + rest
            + "intr 7\n");
    return CpuUse.read(root, cpus);
  }

  @Test
  void aBusyProcessIsNotTakenForOthers() {
    BitSet cpus = Topology.read().allowed();
    CpuUse start = CpuUse.read(ProcFiles.ROOT, cpus);
    assumeTrue(start.busyTicks() != null, "needs /proc/stat");
    long from = System.nanoTime();
    CpuUse end;
    do {
      // as long as it takes on a host where others compute, too
      Thread.onSpinWait();
      end = CpuUse.read(ProcFiles.ROOT, cpus);
    } while (end.ownNanos() - start.ownNanos() < 200_000_000L
        && System.nanoTime() - from < 30_000_000_000L);
    assertThat(end.ownNanos() - start.ownNanos()).isGreaterThanOrEqualTo(200_000_000L);
    double seconds = (System.nanoTime() - from) / 1e9;
    // a few ticks may be rounding; what is ours can be nobody else's
    double most = 1 - 0.2 / (seconds * cpus.cardinality()) + 0.05 / seconds;
    assertThat(end.othersSince(start, seconds, cpus.cardinality())).isBetween(0.0, most);
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
