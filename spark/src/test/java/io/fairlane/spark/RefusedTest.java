package io.fairlane.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlane.experiment.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be swept on Spark is one line, soon, and with the documented exit code. */
@Tag("spark")
class RefusedTest {
  private static final String SWEEP = "axes: {background.tasks: [0, 3]}\nreplications: 2\n";

  /** Spark alone takes a minute to give a master up. */
  private static final int SOON_SECONDS = 20;

  @TempDir Path folder;
  private String deadMaster;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("s.yaml"), SWEEP);
    try (var in = RefusedTest.class.getResourceAsStream("/costs.json")) {
      Files.write(folder.resolve("costs.json"), in.readAllBytes());
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      deadMaster = "spark://127.0.0.1:" + free.getLocalPort();
    }
  }

  private void refused(int code, String says, String sweep, String out, String master)
      throws Exception {
    List<String> line =
        new ArrayList<>(List.of("sweep", folder.resolve(sweep).toString(), "--out"));
    line.addAll(List.of(folder.resolve(out).toString(), "--engine", "spark", "--master", master));
    line.addAll(List.of("--costs", folder.resolve("costs.json").toString()));
    Driver driver = Driver.start(folder.resolve("log"), Map.of(), line.toArray(String[]::new));
    assertThat(driver.end(SOON_SECONDS)).as("ends soon: %s", driver.said()).isTrue();
    assertThat(driver.end()).as(driver.said()).isEqualTo(code);
    List<String> remarks =
        List.of("fairlane: sweep: ", "fairlane: the costs of go are from another host");
    List<String> words =
        driver
            .said()
            .lines()
            .filter(
                said ->
                    said.startsWith("fairlane: ") && remarks.stream().noneMatch(said::startsWith))
            .toList();
    assertThat(words).as(driver.said()).hasSize(1).first().asString().contains(says);
    assertThat(driver.said()).doesNotContain("Exception", "spark: ");
  }

  @Test
  void aMasterThatDoesNotAnswer() throws Exception {
    refused(4, "--master " + deadMaster + ": no master answers (", "s.yaml", "dead", deadMaster);
    String nowhere = "spark://no-such-host.invalid:7077";
    refused(4, "no master answers (no-such-host.invalid:7077: unknown", "s.yaml", "dead", nowhere);
    assertThat(folder.resolve("dead/result.csv")).doesNotExist();
  }

  @Test
  void aNameOfNoMaster() throws Exception {
    String form = ": spark://host:port, as in spark://host:7077";
    refused(2, "--master spark://host" + form, "s.yaml", "none", "spark://host");
    refused(
        2, "--master sparc://host:7077: one of local[2]", "s.yaml", "none", "sparc://host:7077");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  /** Said before the master is asked, which would not answer. */
  @Test
  void filesComeFirst() throws Exception {
    refused(2, "no sweep '", "absent.yaml", "none", deadMaster);
    Files.writeString(folder.resolve("file"), "");
    refused(2, "cannot create ", "s.yaml", "file/below", deadMaster);
    Files.createDirectories(folder.resolve("blocked/items.log"));
    refused(4, "cannot write ", "s.yaml", "blocked", deadMaster);
  }

  /** Something takes the connection and is no master; the time is shorter here. */
  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void aStartThatDoesNotEnd() {
    assertThatThrownBy(
            () ->
                Standalone.withinTime(
                    Duration.ofSeconds(1),
                    () -> {
                      Thread.sleep(60_000);
                      return null;
                    }))
        .hasMessage("what listens there did not take the application within 1 s")
        .satisfies(
            failure ->
                assertThat(SparkCluster.reason(failure))
                    .isEqualTo("what listens there did not take the application within 1 s"));
  }

  @Test
  void whatTheStartThrewIsTheReason() {
    assertThatThrownBy(
            () ->
                Standalone.withinTime(
                    Duration.ofSeconds(9),
                    () -> {
                      throw Refusal.hostCannot("as it was");
                    }))
        .isInstanceOf(Refusal.class)
        .hasMessage("as it was");
  }
}
