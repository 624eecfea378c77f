package io.fairlane.analysis.cli;

import io.fairlane.analysis.compare.Comparison;
import io.fairlane.analysis.compare.ComparisonTable;
import io.fairlane.analysis.compare.NoiseFloor;
import io.fairlane.analysis.compare.RunSummary;
import io.fairlane.analysis.validate.GridComparison;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.runner.rig.Rig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "measure",
    mixinStandardHelpOptions = true,
    description = {
      "Calibrate, predict, then measure on this host, block by block: a block is a trial",
      "of each arm in random order. Where the CPUs' speed was watched, a block is then",
      "predicted once more, at the speed that it had.",
      "Ctrl-C keeps every finished trial; --resume goes on from there."
    })
final class MeasureCommand implements Callable<Integer> {
  @Mixin private ScenarioOptions what;

  @Option(
      names = "--trials",
      paramLabel = "<n>",
      description = "Measured trials per arm. Default: ${DEFAULT-VALUE}.")
  private int trials = 5;

  @Option(
      names = "--replications",
      paramLabel = "<n>",
      description = {
        "Simulated runs per arm; 0 = no prediction. Default: ${DEFAULT-VALUE}.",
        "Each trial gets an even number, 4 at least: raised to that if need be."
      })
  private int replications = 20;

  @Option(
      names = "--calibrate-once",
      description = {
        "Calibrate before the first block only, not around every block:",
        "saves 20 s a runtime and block, and what drifts meanwhile is not seen."
      })
  private boolean calibrateOnce;

  @Option(
      names = "--aa",
      description = {
        "A/A: every arm against itself, --trials pairs of each, nothing predicted.",
        "Shows how small a speedup this host can tell from none."
      })
  private boolean againstItself;

  @Option(
      names = "--timebox",
      paramLabel = "<s>",
      description = "Stop a trial after so many seconds. Default: 60.")
  private double timebox = 60;

  @Option(
      names = "--costs",
      paramLabel = "<costs.json>",
      description = "Predict from these costs instead of calibrating first.")
  private Path costsFile;

  @Option(
      names = "--out",
      paramLabel = "<dir>",
      description = "The run directory to make. Default: runs/<scenario>-<utc>.")
  private Path out;

  @Option(
      names = "--resume",
      paramLabel = "<dir>",
      description = "Go on with this run; scenario and plan are the run's own.")
  private Path resume;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  @Mixin private MeasuredTrace trace;

  private final Shell shell;

  MeasureCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    Usage.atLeast("--trials", trials, 1);
    Usage.atLeast("--replications", replications, 0);
    Usage.atLeast("--timebox", timebox, 0.001);
    if (trace.wanted()) {
      if (resume != null || out != null || json) {
        throw Refusal.badInput("--trace keeps no run: leave --resume, --out and --json out");
      }
      return shell.alone(() -> trace.write(shell, what));
    }
    return shell.alone(this::measure);
  }

  private int measure() throws InterruptedException {
    Experiment experiment = resume == null ? begin() : resume();
    RunDirectory run = experiment.run();
    Manifest.Plan plan = run.manifest().plan();
    Stopped.tellIf(
        shell,
        run,
        againstItself ? "measure --aa" : "measure",
        () -> {
          experiment.predict(costsFile);
          experiment.sayHowLong(plan.trials(), plan.timeboxSeconds());
          experiment.measure(
              plan.trials(), new Rig.Limits(plan.timeboxSeconds(), Double.POSITIVE_INFINITY));
        });
    return report(run);
  }

  private Experiment begin() {
    Scenario scenario = what.scenario();
    Usage.oneRuntimeForJson(json, what.runtimes());
    Map<Runtime, List<Arm>> arms =
        Arms.measurable(
            shell.pieces(), scenario, what.runtimes(), what.arms(), false, shell.console()::remark);
    Manifest manifest = Experiment.manifest(shell, scenario, what.seed, arms, size());
    RunDirectory run =
        out == null
            ? RunDirectory.create(shell.folder().resolve("runs"), manifest, shell.clock().instant())
            : RunDirectory.createAt(out, manifest);
    shell.console().remark("run directory " + run.path());
    return new Experiment(shell, run, arms);
  }

  private Experiment.Size size() {
    boolean predicts = !againstItself && replications > 0;
    return new Experiment.Size(
        againstItself ? 2 * trials : trials,
        predicts ? Manifest.Plan.replications(replications, trials) : 0,
        timebox,
        calibrateOnce || costsFile != null);
  }

  private Experiment resume() {
    if (what.chosen() || out != null || calibrateOnce) {
      throw Refusal.badInput(
          "--resume takes scenario, runtimes, arms, --calibrate-once and directory from the run:"
              + " leave them out");
    }
    RunDirectory run = RunDirectory.resume(resume);
    if (GridComparison.isGrid(run)) {
      throw Refusal.badInput(
          resume + " is a run over a grid: go on with fairlane validate --resume " + resume);
    }
    SameHost.require(run, shell.pieces().host().get(), shell.console()::remark);
    Map<Runtime, List<Arm>> arms = Experiment.planned(run.manifest());
    Usage.oneRuntimeForJson(json, List.copyOf(arms.keySet()));
    arms.forEach(
        (runtime, list) ->
            list.forEach(
                arm ->
                    shell.pieces().runners().get(runtime).require(run.manifest().scenario(), arm)));
    return new Experiment(shell, run, arms);
  }

  private int report(RunDirectory run) {
    Comparison comparison = Comparison.of(run);
    run.replace("comparison.json", comparison.json());
    List<Trial> all = run.trials();
    Runtime first = Runtime.of(run.manifest().plan().runtimes().get(0));
    shell
        .console()
        .result(
            json
                ? RunSummary.of(run.manifest(), all, Trial.Kind.MEASURED, first).json()
                : againstItself
                    ? NoiseFloor.text(NoiseFloor.of(all))
                    : ComparisonTable.text(comparison));
    WarmUps.text(all).ifPresent(shell.console()::remark);
    if (!json) {
      shell.console().remark("the same as a page: fairlane report " + run.path());
    }
    Unfair.refuse(all);
    return 0;
  }
}
