package io.fairlane.runner.go;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Scenario;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs the origin program once with {@code runtime/trace} on, for a window of the consumer's clock.
 * Such a run is no trial: the tracer costs some 0.1 us an event, and the run ends with the window.
 *
 * <p>The format is binary and its only readers are in the {@code go} command and in modules that
 * would have to be downloaded; so the host's own {@code go tool trace} turns it into text.
 */
public final class GoTraces {
  /** {@code -d=parsed} came with Go 1.23. */
  private static final int OLDEST_MINOR = 23;

  /** A trace grows by megabytes a second, its text by hundreds. */
  public static final double LONGEST_MS = 1_000;

  private final GoTrials trials;

  public GoTraces() {
    this(new GoTrials());
  }

  GoTraces(GoTrials trials) {
    this.trials = trials;
  }

  /**
   * @throws Refusal (host cannot) as for a trial, and if this Go cannot show its traces
   */
  public void require(Scenario scenario, Arm arm) {
    GoToolchain go = trials.toolchain();
    if (go.minor() < OLDEST_MINOR) {
      throw Refusal.hostCannot(
          go.version()
              + " cannot show its traces as text (go tool trace -d=parsed): install Go >= 1.23 to"
              + " trace; measuring works without it");
    }
    trials.require(scenario, arm);
  }

  /**
   * @param fromMs start of the window on the consumer's clock
   * @param toMs its end, and the run's
   * @param limit most transitions; the window is cut where it is reached
   * @return null if the consumer had finished before the window began
   */
  public GoTrace run(Scenario scenario, Arm arm, long seed, double fromMs, double toMs, int limit)
      throws InterruptedException {
    require(scenario, arm);
    Path file = null;
    try {
      file = Files.createTempFile("fairlane-go", ".trace");
      trials.report(
          scenario,
          arm,
          toMs / 1e3,
          List.of(
              "-seed=" + seed,
              "-trace=" + file,
              "-tracefrom=" + nanos(fromMs) + "ns",
              "-traceto=" + nanos(toMs) + "ns"));
      return Files.size(file) == 0 ? null : read(file, nanos(fromMs), limit);
    } catch (IOException e) {
      throw new UncheckedIOException("tracing into " + file, e);
    } finally {
      if (file != null) {
        file.toFile().delete();
      }
    }
  }

  private GoTrace read(Path file, long fromNs, int limit) throws IOException {
    GoToolchain go = trials.toolchain();
    TraceText text = new TraceText(limit);
    Process process = go.start(List.of("tool", "trace", "-d=parsed", file.toString()));
    String first = null;
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null && !text.full(); line = lines.readLine()) {
        first = first == null ? line : first;
        text.line(line);
      }
    } finally {
      process.destroyForcibly();
    }
    if (!text.began()) {
      throw Refusal.hostCannot(
          go.version()
              + " cannot show its own trace ("
              + (first == null ? "it said nothing" : first)
              + "): mend the Go install");
    }
    return text.trace(fromNs);
  }

  private static long nanos(double ms) {
    return Math.round(ms * 1e6);
  }
}
