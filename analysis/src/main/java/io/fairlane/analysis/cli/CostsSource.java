package io.fairlane.analysis.cli;

import io.fairlane.experiment.Costs;
import io.fairlane.experiment.CostsFile;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.runner.calibrate.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** Where the costs come from: a file that was named, the last calibration, or a quick new one. */
final class CostsSource {
  /** What a quick calibration of one runtime takes (s). */
  static final double CALIBRATION_SECONDS = 20;

  /** A shared machine's speed drifts by more than the error we aim at within a day. */
  private static final Duration FRESH = Duration.ofDays(1);

  private final Shell shell;

  CostsSource(Shell shell) {
    this.shell = shell;
  }

  /**
   * For predictions alone.
   *
   * @param named file given by the user, or null
   */
  Map<Runtime, Costs> forPrediction(Path named, Collection<Runtime> runtimes)
      throws InterruptedException {
    if (named != null) {
      return named(named, runtimes);
    }
    Map<Runtime, Costs> costs = new EnumMap<>(Runtime.class);
    for (Runtime runtime : runtimes) {
      Path cached = cacheFile(runtime);
      Costs last = last(cached, runtime);
      if (last == null) {
        shell.console().remark("no costs of " + runtime.label() + " yet, calibrating (20 s) ...");
        costs.put(runtime, shell.alone(() -> calibrate(runtime, Mode.QUICK)));
        continue;
      }
      costs.put(runtime, last);
      Duration age = Duration.between(modified(cached), shell.clock().instant());
      if (age.compareTo(FRESH) > 0) {
        shell
            .console()
            .remark(
                "the costs of "
                    + runtime.label()
                    + " are "
                    + age.toDays()
                    + " days old: refresh them with 'fairlane calibrate'");
      }
      warnIfForeign(last);
    }
    return costs;
  }

  /** Measures, and keeps the result for later predictions. The caller holds the host's lock. */
  Costs calibrate(Runtime runtime, Mode mode) throws InterruptedException {
    try {
      Costs costs =
          shell.pieces().calibrators().get(runtime).calibrate(mode, shell.console().progress());
      shell.console().progress().clear();
      keep(costs);
      return costs;
    } catch (RuntimeException failure) {
      if (shell.stopping().getAsBoolean()) {
        throw new InterruptedException();
      }
      throw failure;
    }
  }

  Map<Runtime, Costs> named(Path file, Collection<Runtime> runtimes) {
    Map<Runtime, Costs> costs = CostsFile.read(file);
    for (Runtime runtime : runtimes) {
      if (!costs.containsKey(runtime)) {
        throw Refusal.badInput(
            file
                + " has no costs of "
                + runtime.label()
                + ": add them with 'fairlane calibrate --runtime "
                + runtime.label()
                + " -o "
                + file
                + "'");
      }
      warnIfForeign(costs.get(runtime));
    }
    costs.keySet().retainAll(runtimes);
    return costs;
  }

  private void warnIfForeign(Costs costs) {
    if (!costs.host().equals(shell.pieces().hostId().get())) {
      shell
          .console()
          .remark(
              "the costs of "
                  + costs.runtime().label()
                  + " are from another host ("
                  + costs.host()
                  + "): the prediction is for that one");
    }
  }

  /** Null if there are none, or if another version of Fairlane wrote them. */
  private static Costs last(Path cached, Runtime runtime) {
    try {
      return Files.isRegularFile(cached) ? CostsFile.read(cached).get(runtime) : null;
    } catch (Refusal unreadable) {
      return null;
    }
  }

  private void keep(Costs costs) {
    Path file = cacheFile(costs.runtime());
    try {
      Files.createDirectories(file.getParent());
      Path aside = Files.createTempFile(file.getParent(), "costs", ".part");
      Files.writeString(aside, CostsFile.text(Map.of(costs.runtime(), costs)));
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      shell.console().remark("cannot keep the costs for next time (" + e + ")");
    }
  }

  private Path cacheFile(Runtime runtime) {
    return shell.pieces().cacheFolder().resolve("costs-" + runtime.label() + ".json");
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
