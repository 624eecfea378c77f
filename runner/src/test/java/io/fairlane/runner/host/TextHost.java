package io.fairlane.runner.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A host from a text file in the format of {@code grep -s . FILES}, so that another one can be
 * recorded with one command. {@code vm} holds what such a host said, the others are written down
 * from the kernel's documented formats.
 */
final class TextHost {
  static final String CPU = "/sys/devices/system/cpu/";
  static final String MASK = "/proc/self/status:Cpus_allowed_list:\t";

  private final Path root;

  /** Unpacked below {@code root}. */
  TextHost(Path root) {
    this.root = root;
  }

  /** The host of that name; each file that {@code instead} has lines of holds only those. */
  Topology host(String name, String... instead) throws IOException {
    try (InputStream in = TextHost.class.getResourceAsStream(name + ".txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        append(line);
      }
    }
    for (String line : instead) {
      Files.deleteIfExists(file(line));
    }
    for (String line : instead) {
      append(line);
    }
    return read();
  }

  /** With what has been appended since. */
  Topology read() {
    return Topology.read(root);
  }

  void append(String line) throws IOException {
    Files.createDirectories(file(line).getParent());
    Files.writeString(
        file(line),
        line.substring(line.indexOf(':') + 1) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private Path file(String line) {
    return root.resolve(line.substring(1, line.indexOf(':')));
  }

  static void assertPlaced(
      Topology host, int processors, Arm arm, List<Integer> workers, int consumer, String why) {
    Placement placement = host.place(processors, arm);
    assertThat(placement).isEqualTo(new Placement(workers, consumer, why));
    assertThat(why).hasSizeLessThanOrEqualTo(105).doesNotContain("\n");
  }

  static void assertRefused(Topology host, int processors, Arm arm, String line) {
    assertSays(line, catchThrowableOfType(Refusal.class, () -> host.place(processors, arm)));
  }

  /** For a runtime that pins nothing. */
  static void assertRefused(Topology host, int processors, String line) {
    assertSays(line, catchThrowableOfType(Refusal.class, () -> host.requireRoom(processors)));
  }

  private static void assertSays(String line, Refusal refusal) {
    assertThat(refusal).hasMessage(line);
    assertThat(refusal.getMessage()).doesNotContain("\n");
    assertThat(refusal.exitCode()).isEqualTo(4);
  }
}
