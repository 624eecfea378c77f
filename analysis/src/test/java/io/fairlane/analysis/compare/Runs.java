package io.fairlane.analysis.compare;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Run directories as the seed scenario makes them: fair times are random numbers of laps. */
public final class Runs {
  public static final Scenario SEED =
      new Scenario(
          "seed",
          2,
          new Scenario.Background(50_000, 100_000),
          new Scenario.Producers(20, 0),
          new Scenario.Channel(100_000),
          new Scenario.Consumer(10_000_000, 0));

  private final UniformRandomProvider random = RandomSource.L64_X128_MIX.create(20261123L);

  private Runs() {}

  /** Both runtimes, all arms. */
  public static RunDirectory seed(Path parent, int replications, int trials) {
    RunDirectory run =
        RunDirectory.create(
            parent, manifest(trials, replications), Instant.parse("2026-11-23T20:15:00Z"));
    run.append(seedTrials(replications, trials));
    run.writeCosts(Map.of(Runtime.GO, costs(Runtime.GO), Runtime.POOL, costs(Runtime.POOL)));
    return run;
  }

  public static List<Trial> seedTrials(int replications, int trials) {
    Runs runs = new Runs();
    List<Trial> all = new ArrayList<>();
    for (Trial.Kind kind : Trial.Kind.values()) {
      int n = kind == Trial.Kind.PREDICTED ? replications : trials;
      for (int rep = 0; rep < n; rep++) {
        for (Runtime runtime : Runtime.values()) {
          for (Arm arm : runtime.arms()) {
            all.add(runs.trial(kind, runtime, arm, rep));
          }
        }
      }
    }
    return all;
  }

  public static Manifest manifest(int trials, int replications) {
    Map<String, String> host = new LinkedHashMap<>();
    host.put("cpu", "AMD EPYC 7B13");
    host.put("cpus", "2");
    host.put("kernel", "Linux 6.18.5");
    host.put("jvm", "Temurin 25.0.3+9");
    host.put("go", "go1.19.8 linux/amd64");
    host.put("clock", "tsc");
    host.put("governor", "absent");
    host.put("steal", "0.4 %");
    return new Manifest(
        "0.1.0",
        "9d825f2",
        "2026-11-23T20:15:00Z",
        42,
        List.of("fairlane", "demo", "--seed", "42"),
        SEED,
        new Manifest.Plan(
            List.of("go", "pool"),
            List.of("fair", "locked", "dedicated", "pinned"),
            trials,
            replications,
            60),
        host);
  }

  public static Trial trial(
      Trial.Kind kind, Runtime runtime, Arm arm, int rep, double seconds, Long turns) {
    return new Trial(
        kind,
        "seed",
        runtime,
        arm,
        rep,
        rep,
        seconds,
        SEED.consumer().messages(),
        new Trial.Counters(turns, null, null, null, null, null),
        Trial.Latency.ABSENT,
        Trial.Verdict.CLEAN,
        Trial.HostNoise.ABSENT);
  }

  private Trial trial(Trial.Kind kind, Runtime runtime, Arm arm, int rep) {
    boolean measured = kind == Trial.Kind.MEASURED;
    double lap = runtime == Runtime.GO ? 0.88 : 0.71;
    double alone = runtime == Runtime.GO ? 0.33 : 0.52;
    int laps = 0;
    int hits = 0;
    if (arm == Arm.FAIR) {
      for (int slice = 0; slice < 22; slice++) {
        double who = random.nextDouble();
        laps += who < 0.43 ? 1 : 0;
        hits += who >= 0.43 ? 1 : 0;
      }
    } else if (arm == Arm.DEDICATED) {
      alone *= 1.12;
    }
    double drift = measured ? 1.03 : 1;
    double seconds = drift * (alone * noise(measured ? 0.09 : 0.04) + laps * lap * noise(0.03));
    double cpus = arm.outsideRunQueues() ? 1 : 2 - (arm == Arm.LOCKED ? 0.9 : 1 / seconds);
    long turns = Math.round(cpus * seconds / 35e-6 * noise(0.02));
    return new Trial(
        kind,
        "seed",
        runtime,
        arm,
        rep,
        1000L + rep,
        seconds,
        SEED.consumer().messages(),
        new Trial.Counters(
            turns,
            (long) laps,
            measured ? null : (long) hits,
            arm == Arm.LOCKED ? Math.round(202 * noise(0.05)) : 0L,
            measured && runtime == Runtime.GO ? null : Math.round(3 * noise(0.3)),
            measured && runtime == Runtime.GO ? null : turns / 128),
        Trial.Latency.ABSENT,
        measured && rep == 2 && arm == Arm.FAIR ? Trial.Verdict.NOISY : Trial.Verdict.CLEAN,
        measured ? new Trial.HostNoise(0.004, 0.02, 120L, 0.0, 1) : Trial.HostNoise.ABSENT);
  }

  private double noise(double sd) {
    return Math.exp(
        sd
            * Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
            * Math.cos(2 * Math.PI * random.nextDouble()));
  }

  public static Costs costs(Runtime runtime) {
    return new Costs(
        runtime,
        "AMD EPYC 7B13, 2 CPUs, Linux 6.18.5",
        2,
        measured(0.34),
        measured(180),
        measured(16.2),
        measured(13.1),
        measured(61),
        measured(58),
        measured(0.5),
        measured(0.5),
        measured(0),
        measured(92),
        measured(110),
        measured(40),
        measured(310),
        measured(4_800),
        measured(4_100),
        measured(4_900),
        measured(52_000),
        measured(420),
        Cost.cited(3_000, "runtime/proc.go, runqgrab: usleep(3)"),
        Cost.cited(10_000_000, "runtime/proc.go, sysmon: delay at most 10 ms"),
        measured(95_000),
        measured(1_200),
        measured(9_000),
        measured(80),
        measured(0.04),
        measured(0.06),
        measured(1));
  }

  private static Cost measured(double value) {
    return new Cost(value, value * 0.96, value * 1.05, "microbenchmark, 5 forks");
  }
}
