package io.fairlane.runner.host;

import static io.fairlane.runner.host.TextHost.MASK;
import static io.fairlane.runner.host.TextHost.assertPlaced;
import static io.fairlane.runner.host.TextHost.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which CPUs a trial gets on hosts that we do not have: cores, packages, nodes. */
class TopologyTest {
  private TextHost at;

  @BeforeEach
  void below(@TempDir Path root) {
    at = new TextHost(root);
  }

  @Test
  void aVirtualMachineWithTwoCpus() throws IOException {
    Topology vm = at.host("vm");
    String one = ": cores of package 0, one hardware thread each";
    assertPlaced(vm, 2, Arm.FAIR, List.of(0, 1), -1, "workers on CPU 0-1" + one);
    assertPlaced(vm, 2, Arm.LOCKED, List.of(0, 1), -1, "workers on CPU 0-1" + one);
    assertPlaced(vm, 2, Arm.DEDICATED, List.of(0), -1, "workers on CPU 0, consumer floats" + one);
    assertPlaced(vm, 2, Arm.PINNED, List.of(0), 1, "workers on CPU 0, consumer on CPU 1" + one);
    assertRefused(
        vm,
        3,
        Arm.FAIR,
        "the scenario needs 3 CPUs, this process may use 2 (CPU 0,1): lower it with"
            + " --set processors=2 or widen the mask (taskset, cpuset)");
    assertRefused(
        vm,
        1,
        Arm.PINNED,
        "arm pinned takes one CPU from the pool and needs processors >= 2:"
            + " add --set processors=2");
  }

  @Test
  void aLaptopUsesSecondHardwareThreadsLastAndSaysSo() throws IOException {
    Topology laptop = at.host("smt-laptop");
    assertThat(laptop.oneThreadPerCore()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    String one = ": cores of package 0, one hardware thread each";
    assertPlaced(laptop, 4, Arm.FAIR, List.of(0, 1, 2, 3), -1, "workers on CPU 0-3" + one);
    assertPlaced(
        laptop,
        4,
        Arm.DEDICATED,
        List.of(0, 1, 2),
        -1,
        "workers on CPU 0-2, consumer floats" + one);
    assertPlaced(
        laptop, 4, Arm.PINNED, List.of(0, 1, 2), 3, "workers on CPU 0-2, consumer on CPU 3" + one);
    assertPlaced(
        laptop,
        6,
        Arm.PINNED,
        List.of(0, 1, 2, 3, 4),
        5,
        "workers on CPU 0-4, consumer on CPU 5: cores of package 0,"
            + " second hardware threads: CPU 4-5");
  }

  @Test
  void aServerFillsOnePackageBeforeItCrossesToTheNext() throws IOException {
    Topology server = at.host("two-sockets");
    assertPlaced(
        server,
        4,
        Arm.PINNED,
        List.of(0, 2, 4),
        6,
        "workers on CPU 0,2,4, consumer on CPU 6: cores of package 0, one hardware thread each");
    assertPlaced(
        server,
        4,
        Arm.DEDICATED,
        List.of(0, 2, 4),
        -1,
        "workers on CPU 0,2,4, consumer floats: cores of package 0, one hardware thread each");
    assertPlaced(
        server,
        6,
        Arm.FAIR,
        List.of(0, 2, 4, 6, 1, 3),
        -1,
        "workers on CPU 0-4,6: cores of packages 0-1, one hardware thread each");
    assertPlaced(
        server,
        9,
        Arm.FAIR,
        List.of(0, 2, 4, 6, 1, 3, 5, 7, 8),
        -1,
        "workers on CPU 0-8: cores of packages 0-1, second hardware threads: CPU 8");
  }

  @Test
  void thePackageThatHasRoomIsTaken() throws IOException {
    assertPlaced(
        at.host("two-sockets", MASK + "0,2,1,3,5,9"),
        3,
        Arm.PINNED,
        List.of(1, 3),
        5,
        "workers on CPU 1,3, consumer on CPU 5: cores of package 1, one hardware thread each");
  }

  @Test
  void aNodeIsNearerThanItsPackage() throws IOException {
    String[] twoNodes = {
      "/sys/devices/system/node/online:0-1",
      "/sys/devices/system/node/node0/cpulist:0,2,4,6",
      "/sys/devices/system/node/node1/cpulist:1,3,5,7"
    };
    Topology clustered = at.host("smt-laptop", twoNodes);
    assertPlaced(
        clustered,
        2,
        Arm.PINNED,
        List.of(0),
        2,
        "workers on CPU 0, consumer on CPU 2: cores of package 0, one hardware thread each");
    assertThat(clustered.place(3, Arm.FAIR).why())
        .isEqualTo("workers on CPU 0-2: cores of package 0, nodes 0-1, one hardware thread each");
  }

  @Test
  void withoutSysfsCpuinfoTellsTheCores() throws IOException {
    Topology host = at.host("no-sysfs");
    assertThat(host.online().isEmpty()).isTrue();
    String one = ": cores of package 0, one hardware thread each";
    assertPlaced(host, 2, Arm.FAIR, List.of(0, 2), -1, "workers on CPU 0,2" + one);
    assertPlaced(host, 2, Arm.DEDICATED, List.of(0), -1, "workers on CPU 0, consumer floats" + one);
    assertPlaced(host, 2, Arm.PINNED, List.of(0), 2, "workers on CPU 0, consumer on CPU 2" + one);
  }

  @Test
  void aHostThatTellsNoCoresIsNotCreditedWithAny() throws IOException {
    assertPlaced(
        at.host("no-sysfs", "/proc/cpuinfo:BogoMIPS\t: 50.00"),
        2,
        Arm.PINNED,
        List.of(0),
        1,
        "workers on CPU 0, consumer on CPU 1: the first allowed CPUs,"
            + " this host does not tell its cores");
    assertRefused(
        at.host("no-sysfs", MASK),
        2,
        Arm.PINNED,
        "this host does not tell which CPUs may be used (no Cpus_allowed_list in"
            + " /proc/self/status): the pool needs Linux");
  }

  @Test
  void aLongListIsCut() {
    assertThat(
            CpuList.text(
                Arrays.asList(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22), Integer::intValue))
        .isEqualTo("0,2,4,...,22 (12)");
  }
}
