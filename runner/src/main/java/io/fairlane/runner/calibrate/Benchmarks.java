package io.fairlane.runner.calibrate;

import io.fairlane.experiment.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Runs JMH benchmarks in forks, in silence, and picks the figures out of the results. */
final class Benchmarks {
  private final Mode mode;

  Benchmarks(Mode mode) {
    this.mode = mode;
  }

  /** Nanoseconds of each sampled operation, all iterations together. */
  Statistics sampled(Class<?> where, String method, String param, String value)
      throws InterruptedException {
    return run(timed(where, method, param, value)).getPrimaryResult().getStatistics();
  }

  /** The auxiliary counters of a single-shot benchmark. */
  Counted counted(Class<?> where, String method) throws InterruptedException {
    boolean quick = mode == Mode.QUICK;
    Map<String, List<Double>> scores = new LinkedHashMap<>();
    ChainedOptionsBuilder options =
        options(where, method)
            .warmupIterations(quick ? 10 : 20)
            .measurementIterations(quick ? 12 : 50);
    for (IterationResult iteration : iterations(options)) {
      iteration
          .getSecondaryResults()
          .forEach(
              (name, result) ->
                  scores.computeIfAbsent(name, n -> new ArrayList<>()).add(result.getScore()));
    }
    Map<String, Samples> byName = new LinkedHashMap<>();
    scores.forEach(
        (name, list) ->
            byName.put(
                name, new Samples(list.stream().mapToDouble(Double::doubleValue).toArray())));
    return new Counted(byName);
  }

  private ChainedOptionsBuilder timed(Class<?> where, String method, String param, String value) {
    boolean quick = mode == Mode.QUICK;
    return options(where, method)
        .param(param, value)
        .warmupIterations(quick ? 4 : 5)
        .warmupTime(TimeValue.milliseconds(quick ? 100 : 500))
        .measurementIterations(quick ? 10 : 20)
        .measurementTime(TimeValue.milliseconds(quick ? 100 : 500));
  }

  private ChainedOptionsBuilder options(Class<?> where, String method) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "-Xms512m",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-Djmh.ignoreLock=true"));
    if (Runtime.version().feature() >= 23) {
      // JMH itself uses Unsafe; its warning is not for our users.
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return new OptionsBuilder()
        .include("^" + where.getName().replace(".", "\\.") + "\\." + method + "$")
        .forks(mode == Mode.QUICK ? 1 : 5)
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .jvmArgs(flags.toArray(new String[0]));
  }

  private static List<IterationResult> iterations(ChainedOptionsBuilder options)
      throws InterruptedException {
    List<IterationResult> all = new ArrayList<>();
    for (BenchmarkResult fork : run(options).getBenchmarkResults()) {
      all.addAll(fork.getIterationResults());
    }
    return all;
  }

  private static RunResult run(ChainedOptionsBuilder options) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    try {
      // Another JMH on this machine disturbs us, but must not stop us.
      System.setProperty("jmh.ignoreLock", "true");
      Collection<RunResult> results = new Runner(options.build()).run();
      return results.iterator().next();
    } catch (RunnerException e) {
      endForks();
      if (Thread.interrupted() || e.getCause() instanceof InterruptedException) {
        throw new InterruptedException();
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw Refusal.hostCannot(
          "calibrating the pool failed: "
              + String.valueOf(cause.getMessage()).lines().findFirst().orElse("no message"));
    } finally {
      endForks();
    }
  }

  /** JMH leaves its fork running when its caller is interrupted. */
  private static void endForks() {
    ProcessHandle.current()
        .children()
        .filter(
            child ->
                child.info().commandLine().orElse("").contains("org.openjdk.jmh.runner.ForkedMain"))
        .forEach(ProcessHandle::destroyForcibly);
  }
}
