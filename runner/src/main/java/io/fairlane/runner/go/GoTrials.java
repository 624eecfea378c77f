package io.fairlane.runner.go;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Json;
import io.fairlane.experiment.Proof;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.experiment.Work;
import io.fairlane.runner.host.Topology;
import io.fairlane.runner.rig.NotYet;
import io.fairlane.runner.rig.TrialRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Trials of the real Go runtime: the origin program ({@code workload/main.go}) as a child process,
 * one per trial, default settings (no GODEBUG, no GOGC).
 *
 * <p>Not observable from outside the Go runtime, hence absent: a producer's preemptions, steals,
 * global gets. {@code preemptionsConsumer} are laps lost, {@code handoffs} the voluntary context
 * switches of the whole process (about 100 a second are sysmon's sleeps, the rest hand-offs and
 * waits for runtime locks). {@code unfair} is never given: Go's global queue is the definition of
 * fair here. Latency is that of messages with an intended time: reading a clock before each send
 * would make a producer that keeps no schedule several times slower. The seed goes to what the
 * scenario draws (work, arrivals); the runtime itself remains random.
 */
public final class GoTrials implements TrialRunner {
  /** Spawning is before the clock and grows with the square of the crowd (200,000 took 46 s). */
  private static final double SPAWN_SECONDS = 180;

  /** The consumer stops itself at the box if it runs at all; then the watcher is asked. */
  private static final double PATIENCE_SECONDS = 0.5;

  /** The watcher answers within a lap once it has a P; a turn is at least this long. */
  private static final double TURN_OVERHEAD_SECONDS = 2e-6;

  private static final double SLOWEST_ITERATION_SECONDS = 2e-9;

  /** Longer turns are cut by the runtime's time slice. */
  private static final double LONGEST_SLICE_SECONDS = 0.02;

  private final String path;
  private GoPrograms programs;

  public GoTrials() {
    this(System.getenv("PATH"));
  }

  /**
   * @param path PATH on which {@code go} is looked for
   */
  GoTrials(String path) {
    this.path = path;
  }

  @Override
  public Runtime runtime() {
    return Runtime.GO;
  }

  @Override
  public void require(Scenario scenario, Arm arm) {
    if (!runtime().measures(arm)) {
      throw Refusal.badInput(
          "arm '" + arm.label() + "' does not exist on runtime go: fair or locked");
    }
    runtime().require(scenario);
    NotYet.refuse(scenario, runtime());
    // A P without a CPU of its own is another experiment than the one that is predicted.
    Topology.read().requireRoom(scenario.processors());
    programs();
  }

  @Override
  public Trial run(Scenario scenario, Arm arm, int rep, long seed, double timeboxSeconds)
      throws InterruptedException {
    require(scenario, arm);
    Watched watched = report(scenario, arm, timeboxSeconds, List.of("-seed=" + seed));
    GoReport report = watched.report();
    Trial.Verdict verdict =
        report.boxed()
            ? Trial.Verdict.TIMEBOXED
            : report.noisy() ? Trial.Verdict.NOISY : Trial.Verdict.CLEAN;
    boolean told = report.hostTells();
    return new Trial(
        Trial.Kind.MEASURED,
        scenario.name(),
        Runtime.GO,
        arm,
        rep,
        seed,
        report.seconds(),
        report.messages(),
        new Trial.Counters(
            report.turns(),
            report.laps() < 0 ? null : report.laps(),
            null,
            told ? report.voluntary() : null,
            null,
            null),
        report.latency(),
        verdict,
        new Trial.HostNoise(
            told ? report.stealShare() : null,
            told ? report.queueWaitSeconds() : null,
            told ? report.involuntary() : null,
            null,
            null,
            report.seen(),
            report.proof(scenario.background().tasks()).with(watched.speed())));
  }

  /** A trial, and how fast the host was meanwhile. */
  record Watched(GoReport report, Proof.Speed speed) {}

  /** One run of the program; {@code more} are further flags. */
  Watched report(Scenario scenario, Arm arm, double timeboxSeconds, List<String> more)
      throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(programs().workload().toString()));
    command.addAll(flags(scenario, arm, timeboxSeconds));
    command.addAll(more);
    Map<String, String> procs = Map.of("GOMAXPROCS", String.valueOf(scenario.processors()));
    try (Witness witness = Witness.start(programs());
        Child child = Child.start(command, procs)) {
      expect(child, "spawned", SPAWN_SECONDS, "spawning " + scenario.background().tasks());
      witness.begin();
      String line = child.line(millis(timeboxSeconds + PATIENCE_SECONDS), TimeUnit.MILLISECONDS);
      if (line == null) {
        child.closeStdin();
        line = expect(child, "{", 10 + 2 * lap(scenario), "the time box");
      }
      if (!line.startsWith("{")) {
        throw broken(line);
      }
      return new Watched(Json.read("the Go program's report", line, GoReport.class), witness.end());
    }
  }

  private static String expect(Child child, String start, double seconds, String what)
      throws InterruptedException {
    String line = child.line(millis(seconds), TimeUnit.MILLISECONDS);
    if (line == null && !child.ended()) {
      throw Refusal.hostCannot(
          String.format(
              "the Go program did not get past %s within %.0f s: fewer background.tasks or less"
                  + " work",
              what, seconds));
    }
    if (line == null || !line.startsWith(start)) {
      throw broken(line);
    }
    return line;
  }

  /** For example out of memory: the runtime's first line says which. */
  private static Refusal broken(String line) {
    return Refusal.hostCannot(
        "the Go program failed ("
            + (line == null ? "it ended without a word" : line)
            + "): a smaller scenario may fit this host");
  }

  static List<String> flags(Scenario scenario, Arm arm, double timeboxSeconds) {
    return List.of(
        "-procs=" + scenario.processors(),
        "-bg=" + scenario.background().tasks(),
        "-bgwork=" + scenario.background().work().mean(),
        "-bgdist=" + distribution(scenario.background().work()),
        "-producers=" + scenario.producers().tasks(),
        "-prodwork=" + scenario.producers().work().mean(),
        "-proddist=" + distribution(scenario.producers().work()),
        "-rate=" + scenario.producers().rate(),
        "-arrivals=" + scenario.producers().arrivals().label(),
        "-cap=" + scenario.channel().capacity(),
        "-msgs=" + scenario.consumer().messages(),
        "-conswork=" + scenario.consumer().work().mean(),
        "-consdist=" + distribution(scenario.consumer().work()),
        "-locked=" + (arm == Arm.LOCKED),
        "-lockedby=" + scenario.consumer().lockedBy().label(),
        "-timebox=" + millis(timeboxSeconds) + "ms");
  }

  private static String distribution(Work work) {
    return switch (work.distribution()) {
      case CONSTANT -> "";
      case EXPONENTIAL -> "exponential";
      case LOGNORMAL -> "lognormal:" + work.shape();
      case PARETO -> "pareto:" + work.shape();
    };
  }

  /** An upper estimate of one pass of the global queue. */
  private static double lap(Scenario scenario) {
    double turn =
        Math.min(
            scenario.background().work().mean() * SLOWEST_ITERATION_SECONDS + TURN_OVERHEAD_SECONDS,
            LONGEST_SLICE_SECONDS);
    return scenario.background().tasks() * turn;
  }

  private static long millis(double seconds) {
    return Math.max(1, Math.round(seconds * 1e3));
  }

  private synchronized GoPrograms programs() {
    if (programs == null) {
      programs = GoPrograms.of(toolchain());
    }
    return programs;
  }

  GoToolchain toolchain() {
    return GoToolchain.find(path);
  }
}
