package io.fairlane.bench.sweep;

import io.fairlane.experiment.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code fairlane} as a user starts it, with a stopwatch and its collector's log. */
final class Command {
  /**
   * What a process used.
   *
   * @param seconds from its start to its end
   * @param heapMiB most of the heap in use at a collection, what is garbage included
   * @param liveMiB most that a collection left
   * @param residentMiB most memory of the process, all of it
   */
  record Used(double seconds, long heapMiB, long liveMiB, long residentMiB) {}

  /** As in "GC(5) Pause Young (Allocation Failure) 273M->5M(989M) 3.2ms". */
  private static final Pattern COLLECTED = Pattern.compile(" (\\d+)M->(\\d+)M\\((\\d+)M\\)");

  private static final Pattern RESIDENT = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final int LOOK_MILLIS = 50;

  private final Path fairlane;
  private final Path folder;

  /**
   * @param fairlane the script
   * @param folder for its files
   */
  Command(Path fairlane, Path folder) {
    this.fairlane = fairlane;
    this.folder = folder;
  }

  /**
   * @param heap as for -Xmx
   * @throws Refusal (host cannot) if it does not end with exit code 0; says what it said
   */
  Used run(String heap, List<String> arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(fairlane.toString()));
    line.addAll(arguments);
    Path gc = folder.resolve("gc.log");
    Path said = folder.resolve("said.log");
    Files.deleteIfExists(gc);
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().put("FAIRLANE_HEAP", heap);
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Xlog:gc:file=" + gc);
    long start = System.nanoTime();
    Process process = builder.start();
    long resident = 0;
    try {
      while (process.isAlive()) {
        resident = Math.max(resident, resident(process.pid()));
        Thread.sleep(LOOK_MILLIS);
      }
    } finally {
      process.destroy();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (process.waitFor() != 0) {
      throw Refusal.hostCannot(String.join(" ", line) + "\n" + Files.readString(said).strip());
    }
    long heapMost = 0;
    long liveMost = 0;
    Matcher collected = COLLECTED.matcher(Files.exists(gc) ? Files.readString(gc) : "");
    while (collected.find()) {
      heapMost = Math.max(heapMost, Long.parseLong(collected.group(1)));
      liveMost = Math.max(liveMost, Long.parseLong(collected.group(2)));
    }
    return new Used(seconds, heapMost, liveMost, resident / 1024);
  }

  /** In kB; 0 where the system does not tell. */
  private static long resident(long pid) {
    try {
      Matcher found = RESIDENT.matcher(Files.readString(Path.of("/proc", pid + "", "status")));
      return found.find() ? Long.parseLong(found.group(1)) : 0;
    } catch (IOException endedOrNoLinux) {
      return 0;
    }
  }
}
