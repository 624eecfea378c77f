package io.fairlane.runner.calibrate;

import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Json;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.runner.go.Child;
import io.fairlane.runner.go.GoPrograms;
import io.fairlane.runner.go.GoToolchain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Measures the primitives of the Go runtime with a Go program that runs them in turn. */
public final class GoCalibrator implements Calibrator {
  /** Rounds begin until then; the last one and the start of the program come on top. */
  private static final double QUICK_SECONDS = 15;

  private static final double THOROUGH_SECONDS = 85;

  /** A round takes 0.1-0.5 s; on a crowded machine many times that. */
  private static final double PATIENCE_SECONDS = 30;

  private final String hostId;
  private final String path;

  /**
   * @param hostId fingerprint of the host, copied into the costs
   */
  public GoCalibrator(String hostId) {
    this(hostId, System.getenv("PATH"));
  }

  GoCalibrator(String hostId, String path) {
    this.hostId = hostId;
    this.path = path;
  }

  @Override
  public Runtime runtime() {
    return Runtime.GO;
  }

  @Override
  public Costs calibrate(Mode mode, Progress progress) throws InterruptedException {
    GoPrograms programs = GoPrograms.of(GoToolchain.find(path));
    return calibrate(programs, mode == Mode.QUICK ? QUICK_SECONDS : THOROUGH_SECONDS, progress);
  }

  Costs calibrate(GoPrograms programs, double seconds, Progress progress)
      throws InterruptedException {
    List<String> command = List.of(programs.calibrate().toString(), "-seconds=" + seconds);
    Rounds rounds = new Rounds();
    try (Child child = Child.start(command, Map.of())) {
      Header header = Json.read("the Go calibration program", next(child), Header.class);
      progress.at("calibrating go", 0, seconds);
      for (String line = next(child); line != null; line = next(child)) {
        Map<String, Double> round = round(line);
        double elapsed = round.remove("elapsed");
        rounds.add(round);
        progress.at("calibrating go", Math.min(elapsed, seconds), seconds);
      }
      return new GoCosts(rounds, header.go()).costs(hostId, header.cpus());
    }
  }

  /** First line: version of the runtime, CPUs the process could use. */
  record Header(String go, int cpus) {}

  /** Any further line: nanoseconds by name. */
  static Map<String, Double> round(String line) {
    Map<String, Double> named = new HashMap<>();
    Json.read("the Go calibration program", line, JsonNode.class)
        .properties()
        .forEach(figure -> named.put(figure.getKey(), figure.getValue().doubleValue()));
    return named;
  }

  private static String next(Child child) throws InterruptedException {
    String line = child.line(Math.round(PATIENCE_SECONDS * 1e3), TimeUnit.MILLISECONDS);
    if (line != null ? !line.startsWith("{") : !child.ended()) {
      throw Refusal.hostCannot(
          "calibrating go failed ("
              + (line == null ? "no answer in " + (int) PATIENCE_SECONDS + " s" : line)
              + "): run it again when the machine is less busy");
    }
    return line;
  }
}
