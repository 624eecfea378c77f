package io.fairlane.runner.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A trial whose parent was killed would disturb whatever is measured next. */
class OrphanTest {
  /** The shell dies; the program's stdin stays open, for it is ours, and its time box is far. */
  @Test
  @Timeout(60)
  void theProgramEndsWithItsParentWhateverItsStdinSays() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "the kernel's doing");
    String program = GoPrograms.of(NeedsGo.assume()).workload().toString();
    Process shell =
        new ProcessBuilder(
                "sh", "-c", "exec 3<&0; \"$0\" -bg 20000 -timebox 60s <&3 & wait", program)
            .start();
    try {
      assertThat(shell.inputReader().readLine()).isEqualTo("spawned");
      Path status =
          Path.of("/proc", "" + shell.children().findFirst().orElseThrow().pid(), "status");
      assertThat(runs(status)).isTrue();
      Instant killed = Instant.now();
      shell.toHandle().destroyForcibly();
      while (runs(status)) {
        Thread.sleep(5);
      }
      assertThat(Duration.between(killed, Instant.now())).isLessThan(Duration.ofSeconds(5));
    } finally {
      shell.destroyForcibly();
    }
  }

  /** A zombie, which some containers' first process never buries, does not run. */
  private static boolean runs(Path status) {
    try {
      return !Files.readString(status).contains("State:\tZ");
    } catch (IOException gone) {
      return false;
    }
  }
}
