package io.fairlane.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real command where threads cannot be pinned: one line and exit 4, whatever libraries log. */
@EnabledOnOs(OS.LINUX)
class NoPinningTest {
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @TempDir Path folder;

  @Test
  @EnabledForJreRange(min = JRE.JAVA_24)
  void whereNativeAccessIsDenied() throws Exception {
    refusesInOneLine("--illegal-native-access=deny", CLASS_PATH);
  }

  @Test
  void withoutJna() throws Exception {
    String without =
        Stream.of(CLASS_PATH.split(File.pathSeparator))
            .filter(jar -> !Path.of(jar).getFileName().toString().startsWith("jna"))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(without).isNotEqualTo(CLASS_PATH);
    refusesInOneLine("--enable-native-access=ALL-UNNAMED", without);
  }

  private void refusesInOneLine(String flag, String classPath)
      throws IOException, InterruptedException {
    assumeTrue(java.lang.Runtime.getRuntime().availableProcessors() >= 2, "two CPUs");
    Path stderr = folder.resolve("stderr");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flag, "-cp", classPath));
    command.add("-Djava.io.tmpdir=" + folder); // the lock: a measurement may go on beside the tests
    command.add(Fairlane.class.getName());
    command.addAll(List.of("measure", "seed", "--runtime", "pool", "--arm", "pinned"));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(stderr.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(stderr)).isEqualTo(Failures.HOST_CANNOT);
    assertThat(Files.readString(stderr))
        .startsWith("fairlane: cannot pin")
        .contains("--enable-native-access=ALL-UNNAMED")
        .hasLineCount(1);
  }
}
