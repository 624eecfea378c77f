package io.fairlane.runner.host;

import static io.fairlane.runner.host.TextHost.CPU;
import static io.fairlane.runner.host.TextHost.MASK;
import static io.fairlane.runner.host.TextHost.assertPlaced;
import static io.fairlane.runner.host.TextHost.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process may use of its host: quota, mask, and CPUs that are switched off. */
class TopologyLimitsTest {
  private TextHost at;

  @BeforeEach
  void below(@TempDir Path root) {
    at = new TextHost(root);
  }

  @Test
  void aQuotaBelowTheProcessorsIsRefused() throws IOException {
    Topology container =
        at.host(
            "smt-laptop",
            "/proc/self/cgroup:0::/pod/box",
            "/sys/fs/cgroup/pod/box/cpu.max:max 100000",
            "/sys/fs/cgroup/pod/cpu.max:250000 100000");
    String throttled =
        "the scenario needs 4 CPUs, this process is throttled at 2.5 (/sys/fs/cgroup/pod/cpu.max):"
            + " lower it with --set processors=2 or raise the quota (docker --cpus, systemd"
            + " CPUQuota)";
    for (Arm arm : List.of(Arm.FAIR, Arm.DEDICATED, Arm.PINNED)) {
      assertRefused(container, 4, arm, throttled);
      assertThat(container.place(2, arm).why()).contains("one hardware thread each");
    }
  }

  @Test
  void aQuotaTooSmallForALaneCanOnlyBeRaised() throws IOException {
    Topology container =
        at.host("vm", "/proc/self/cgroup:4:cpu,cpuacct:/host/path", "/proc/self/cgroup:0::/");
    assertThat(container.place(2, Arm.PINNED).consumer()).isEqualTo(1);
    at.append("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us:150000");
    at.append("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us:100000");
    assertRefused(
        at.read(),
        2,
        Arm.PINNED,
        "the scenario needs 2 CPUs, this process is throttled at 1.5"
            + " (/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us): raise the quota (docker --cpus,"
            + " systemd CPUQuota)");
  }

  @Test
  void oneCpuCanOnlyBeMadeTwoAndEveryArmSaysSo() throws IOException {
    Topology masked = at.host("vm", MASK + "1");
    String widen =
        "the scenario needs 2 CPUs, this process may use 1 (CPU 1): widen the mask (taskset,"
            + " cpuset)";
    for (Arm arm : Arm.values()) {
      assertRefused(masked, 2, arm, widen);
    }
    assertRefused(masked, 1, Arm.PINNED, widen);
    assertThat(masked.place(1, Arm.FAIR).workers()).containsExactly(1);
  }

  @Test
  void aRuntimeThatPinsNothingIsRefusedOnTheSameGrounds() throws IOException {
    assertRefused(
        at.host("vm", MASK + "1"),
        2,
        "the scenario needs 2 CPUs, this process may use 1 (CPU 1): lower it with"
            + " --set processors=1 or widen the mask (taskset, cpuset)");
  }

  @Test
  void aQuotaThrottlesARuntimeThatPinsNothingToo() throws IOException {
    String max = "/sys/fs/cgroup/cpu.max:";
    Topology half = at.host("vm", "/proc/self/cgroup:0::/", max + "150000 100000");
    assertRefused(
        half,
        2,
        "the scenario needs 2 CPUs, this process is throttled at 1.5 (/sys/fs/cgroup/cpu.max):"
            + " lower it with --set processors=1 or raise the quota (docker --cpus, systemd"
            + " CPUQuota)");
    half.requireRoom(1);
  }

  @Test
  void whatAHostDoesNotTellRefusesNothing(@TempDir Path nothing) {
    Topology.read(nothing).requireRoom(256);
  }

  @Test
  void offlineCpusAreLeftOutEvenIfTheMaskNamesThem() throws IOException {
    Topology host =
        at.host(
            "smt-laptop",
            CPU + "online:0,2-4,6-7",
            CPU + "cpu1/topology/core_cpus_list:",
            CPU + "cpu5/topology/core_cpus_list:");
    assertThat(host.allowed()).hasToString("{0, 2, 3, 4, 6, 7}");
    String one = ": cores of package 0, one hardware thread each";
    assertPlaced(host, 3, Arm.FAIR, List.of(0, 2, 3), -1, "workers on CPU 0,2-3" + one);
    assertPlaced(
        host, 3, Arm.DEDICATED, List.of(0, 2), -1, "workers on CPU 0,2, consumer floats" + one);
    assertPlaced(
        host, 3, Arm.PINNED, List.of(0, 2), 3, "workers on CPU 0,2, consumer on CPU 3" + one);
    assertRefused(
        host,
        7,
        Arm.FAIR,
        "the scenario needs 7 CPUs, this process may use 6 (CPU 0,2,3,4,6,7): lower it with"
            + " --set processors=6 or widen the mask (taskset, cpuset)");
  }

  @Test
  void aNarrowMaskIsKeptToAndItsFirstThreadOfACoreCounts() throws IOException {
    Topology masked = at.host("smt-laptop", MASK + "2,5-6");
    assertThat(masked.oneThreadPerCore()).containsExactly(2, 5, 6);
    String one = ": cores of package 0, one hardware thread each";
    assertPlaced(masked, 2, Arm.FAIR, List.of(2, 5), -1, "workers on CPU 2,5" + one);
    assertPlaced(
        masked, 2, Arm.DEDICATED, List.of(2), -1, "workers on CPU 2, consumer floats" + one);
    assertPlaced(masked, 2, Arm.PINNED, List.of(2), 5, "workers on CPU 2, consumer on CPU 5" + one);
    assertPlaced(
        masked,
        3,
        Arm.PINNED,
        List.of(2, 5),
        6,
        "workers on CPU 2,5, consumer on CPU 6: cores of package 0,"
            + " second hardware threads: CPU 6");
  }

  @Test
  void isolatedCpusAreNoted() throws IOException {
    assertThat(at.host("smt-laptop", CPU + "isolated:2-3").place(3, Arm.PINNED).why())
        .isEqualTo(
            "workers on CPU 0-1, consumer on CPU 2: cores of package 0, one hardware thread each,"
                + " isolated: CPU 2");
  }
}
