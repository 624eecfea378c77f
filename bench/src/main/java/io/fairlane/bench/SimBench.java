package io.fairlane.bench;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.CostsFile;
import io.fairlane.experiment.Refusal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * {@code fairlane bench sim}: runs row by row, so that the engines of a row are measured within
 * seconds of each other and a change of the machine's speed spoils no ratio, and prints one table.
 */
public final class SimBench {
  private final Plan plan;
  private final Options given;
  private final List<RunResult> results = new ArrayList<>();

  private SimBench(Plan plan, Options given) {
    this.plan = plan;
    this.given = given;
  }

  public static void main(String[] arguments) throws IOException {
    List<String> jmh = new ArrayList<>(Arrays.asList(arguments));
    boolean quick = jmh.remove("--quick");
    Path costs = Path.of(valueOf("--costs", jmh));
    Path json = Path.of(valueOf("--json", jmh));
    Options given;
    try {
      given = new CommandLineOptions(jmh.toArray(String[]::new));
      CostsFile.read(costs);
    } catch (CommandLineOptionException | Refusal refused) {
      System.err.println("fairlane: " + refused.getMessage());
      System.exit(2);
      return;
    }
    SimBench bench = new SimBench(quick ? Plan.QUICK : Plan.FULL, given);
    try {
      bench.runEvents();
      bench.runScheduler(costs);
      bench.runCrowd(costs);
    } catch (RunnerException failed) {
      System.err.println("fairlane: a benchmark failed; '-v EXTRA' shows what JMH says of it");
      bench.write(json);
      System.exit(1);
    }
    bench.write(json);
  }

  private void write(Path json) throws IOException {
    try (PrintStream out = new PrintStream(Files.newOutputStream(json))) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    System.err.println("fairlane: raw results in " + json);
  }

  /** The last value given of an option, which is taken out. */
  private static String valueOf(String option, List<String> arguments) {
    String value = "";
    for (int at = arguments.indexOf(option); at >= 0; at = arguments.indexOf(option)) {
      arguments.remove(at);
      value = at < arguments.size() ? arguments.remove(at) : "";
    }
    return value;
  }

  private void runEvents() throws RunnerException {
    EventTable table = new EventTable();
    System.out.println(table.head());
    for (Plan.Row row : plan.rows()) {
      System.err.println("fairlane: " + row.model().label() + ", N = " + row.pending() + " ...");
      String[] engines =
          Arrays.stream(Engine.values())
              .filter(engine -> engine.copesWith(row.pending()))
              .map(Enum::name)
              .toArray(String[]::new);
      Collection<RunResult> of =
          run(
              options(EventBenchmark.class)
                  .param("model", row.model().name())
                  .param("pending", String.valueOf(row.pending()))
                  .param("engine", engines));
      System.out.println(table.row(row, of));
    }
  }

  private void runScheduler(Path costs) throws RunnerException {
    System.err.println("fairlane: the scheduler model ...");
    SchedulerTable table = new SchedulerTable();
    System.out.println("\n" + table.head());
    System.out.println(
        table.rows(
            run(
                options(SchedulerBenchmark.class)
                    .param("costs", costs.toString())
                    .param("arm", Arm.FAIR.name(), Arm.LOCKED.name()))));
  }

  private void runCrowd(Path costs) throws RunnerException {
    CrowdTable table = new CrowdTable();
    System.out.println("\n" + table.head());
    for (int tasks : plan.tasks()) {
      System.err.println("fairlane: the model with " + tasks + " background tasks ...");
      System.out.println(
          table.rows(
              run(
                  options(CrowdBenchmark.class)
                      .param("costs", costs.toString())
                      .param("tasks", String.valueOf(tasks)))));
    }
  }

  /** What JMH options on the command line say goes before the plan. */
  private OptionsBuilder options(Class<?> benchmark) {
    OptionsBuilder options = new OptionsBuilder();
    options
        .parent(given)
        .include(benchmark.getName())
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .forks(given.getForkCount().orElse(1))
        .warmupIterations(given.getWarmupIterations().orElse(plan.warmups()))
        .warmupTime(given.getWarmupTime().orElse(time(plan.warmupMillis())))
        .measurementIterations(given.getMeasurementIterations().orElse(plan.iterations()))
        .measurementTime(given.getMeasurementTime().orElse(time(plan.iterationMillis())))
        .verbosity(given.verbosity().orElse(VerboseMode.SILENT))
        // Serial: no collector threads beside the one measured, cheap write barriers for all.
        .jvmArgsAppend("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC");
    return options;
  }

  private static TimeValue time(int millis) {
    return TimeValue.milliseconds(millis);
  }

  private Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    Options built = options.build();
    Collection<RunResult> of =
        new Runner(
                built,
                OutputFormatFactory.createFormatInstance(
                    System.err, built.verbosity().orElse(VerboseMode.SILENT)))
            .run();
    results.addAll(of);
    return of;
  }
}
