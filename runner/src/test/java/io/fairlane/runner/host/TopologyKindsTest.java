package io.fairlane.runner.host;

import static io.fairlane.runner.host.TextHost.CPU;
import static io.fairlane.runner.host.TextHost.MASK;
import static io.fairlane.runner.host.TextHost.assertPlaced;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Performance and efficiency cores: one kind at a time, or it is said. */
class TopologyKindsTest {
  private TextHost at;

  @BeforeEach
  void below(@TempDir Path root) {
    at = new TextHost(root);
  }

  @Test
  void aHybridLaptopKeepsToOneKindOfCoreOrSaysSo() throws IOException {
    Topology hybrid = at.host("hybrid-laptop");
    String fast = ": performance cores of package 0, one hardware thread each";
    assertPlaced(hybrid, 2, Arm.FAIR, List.of(0, 2), -1, "workers on CPU 0,2" + fast);
    assertPlaced(
        hybrid, 2, Arm.DEDICATED, List.of(0), -1, "workers on CPU 0, consumer floats" + fast);
    assertPlaced(
        hybrid, 2, Arm.PINNED, List.of(0), 2, "workers on CPU 0, consumer on CPU 2" + fast);
    assertPlaced(
        hybrid,
        4,
        Arm.PINNED,
        List.of(4, 5, 6),
        7,
        "workers on CPU 4-6, consumer on CPU 7: efficiency cores of package 0,"
            + " one hardware thread each");
    assertPlaced(
        hybrid,
        5,
        Arm.FAIR,
        List.of(0, 2, 4, 5, 6),
        -1,
        "workers on CPU 0,2,4-6: cores of unequal speed of package 0, one hardware thread each");
  }

  @Test
  void aMaskOnTheFastCoresLeavesTheirSecondThreads() throws IOException {
    assertPlaced(
        at.host("hybrid-laptop", MASK + "0-3"),
        3,
        Arm.PINNED,
        List.of(0, 2),
        1,
        "workers on CPU 0,2, consumer on CPU 1: performance cores of package 0,"
            + " second hardware threads: CPU 1");
  }

  @Test
  void aMaskOnTheSlowCoresDoesNotMakeThemFast() throws IOException {
    assertPlaced(
        at.host("big-little", MASK + "0-3"),
        2,
        Arm.PINNED,
        List.of(0),
        1,
        "workers on CPU 0, consumer on CPU 1: efficiency cores of package 0,"
            + " one hardware thread each");
  }

  @Test
  void bigCoresAreToldByTheirCapacity() throws IOException {
    Topology phone = at.host("big-little");
    assertThat(phone.oneThreadPerCore()).containsExactly(4, 5, 6, 7, 0, 1, 2, 3);
    assertPlaced(
        phone,
        3,
        Arm.PINNED,
        List.of(4, 5),
        6,
        "workers on CPU 4-5, consumer on CPU 6: performance cores of package 0,"
            + " one hardware thread each");
  }

  @Test
  void bigCoresAreToldByTheirClockWhereCapacitiesAreEqual() throws IOException {
    String[] clocks = {
      CPU + "cpu0/cpufreq/cpuinfo_max_freq:3300000", CPU + "cpu1/cpufreq/cpuinfo_max_freq:5100000"
    };
    assertThat(at.host("vm", clocks).oneThreadPerCore()).containsExactly(1, 0);
  }
}
