package io.fairlane.analysis.cli;

import io.fairlane.analysis.sweep.SweepTable;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Json;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.sweep.CellCheck;
import io.fairlane.experiment.sweep.Results;
import io.fairlane.experiment.sweep.Shard;
import io.fairlane.experiment.sweep.Sweep;
import io.fairlane.experiment.sweep.SweepDirectory;
import io.fairlane.experiment.sweep.SweepFile;
import io.fairlane.experiment.sweep.SweepSource;
import io.fairlane.sim.sweep.ModelCode;
import io.fairlane.sim.sweep.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description = {
      "Predict every cell of a sweep: where does a lane of its own start to pay?",
      "Ctrl-C and kills keep what is finished; the same command goes on from there.",
      "'fairlane report <dir>' draws the map."
    })
final class SweepCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<sweep.yaml>",
      description = "What varies, and what is the same; --defaults shows all keys.")
  private String file;

  @Option(names = "--defaults", description = "Print the commented file of all keys.")
  private boolean defaults;

  @Option(
      names = "--set",
      paramLabel = "<key=value>",
      description = "Set one key of the scenario in every cell. Repeatable.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--replications",
      paramLabel = "<n>",
      description = "Of each arm of each cell. Default: the file's.")
  private Integer replications;

  @Option(
      names = "--seed",
      paramLabel = "<n>",
      description = "Fixes everything random. Default: the file's.")
  private Long seed;

  @Option(
      names = "--costs",
      paramLabel = "<costs.json>",
      description = "What the primitives cost; the last calibration of this host, unless given.")
  private Path costsFile;

  @Option(
      names = "--shard",
      paramLabel = "<i/n>",
      description = "Run only part i of n; 'fairlane merge' puts the parts together.")
  private String shard;

  @Option(
      names = "--engine",
      paramLabel = "<local|spark>",
      description = "Who runs it. Default: ${DEFAULT-VALUE}.")
  private String engine = "local";

  @Option(
      names = "--master",
      paramLabel = "<url>",
      description = "Spark's master: local[2], spark://host:7077, yarn, k8s://...")
  private String master;

  @Option(
      names = "--threads",
      paramLabel = "<n>",
      description = "Of the local engine. Default: one for each CPU.")
  private Integer threads;

  @Option(
      names = "--out",
      paramLabel = "<dir>",
      description =
          "The sweep's directory; if it holds this sweep already, go on with it. Default:"
              + " runs/<name>, with -<i>of<n> for a part.")
  private Path out;

  @Option(names = "--resume", paramLabel = "<dir>", description = "Go on with this sweep.")
  private Path resume;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  private final Shell shell;

  SweepCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (defaults) {
      shell.console().result(SweepFile.defaultsText());
      return 0;
    }
    Engines.Chosen chosen = Engines.choose(engine, threads, master, shell.console()::remark);
    SweepDirectory directory = resume == null ? begin() : reopen();
    Sweep sweep = SweepFile.read(directory.manifest().source());
    if (directory.finished()) {
      shell.console().remark("finished already: " + directory.result());
    } else {
      SweepRun.fill(shell, directory, new Work(sweep, directory.costs()), chosen);
    }
    tell(directory, sweep);
    return 0;
  }

  private void tell(SweepDirectory directory, Sweep sweep) {
    SweepTable table = SweepTable.of(directory);
    String sha256 = Results.sha256(directory.result());
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("sweep", sweep.name());
      document.put("shard", directory.manifest().shard().toString());
      document.put("cells", table.cells());
      document.put("lanes", table.lanes());
      document.put("result", directory.result().toString());
      document.put("sha256", sha256);
      shell.console().result(Json.write(document));
      return;
    }
    shell
        .console()
        .result(table.text() + "\n" + directory.result() + "\n  sha256 " + sha256 + "\n");
    if (directory.manifest().shard().equals(Shard.ALL)) {
      shell.console().remark("the map: fairlane report " + directory.path());
    }
  }

  private SweepDirectory begin() throws InterruptedException {
    if (file == null) {
      throw Refusal.badInput(
          "which sweep? A YAML file; 'fairlane sweep --defaults' shows all keys");
    }
    Shard part = shard == null ? Shard.ALL : Shard.of(shard);
    if (part.of() > 1 && costsFile == null) {
      throw Refusal.badInput(
          "--shard " + part + " needs --costs: all parts must be predicted from the same ones");
    }
    SweepSource source = SweepFile.source(file, overrides, seed, replications);
    Sweep sweep = SweepFile.read(source);
    Path path = out != null ? out : shell.folder().resolve("runs").resolve(name(sweep, part));
    if (SweepDirectory.isOne(path)) {
      return same(SweepDirectory.open(path), source, part);
    }
    if (Files.exists(path.resolve("manifest.json"))) {
      throw Refusal.badInput(path + " holds another kind of run: name another --out");
    }
    CellCheck.others(sweep, source.file(), part, shell.console().progress());
    Map<Runtime, Costs> costs = new CostsSource(shell).forPrediction(costsFile, sweep.runtimes());
    SweepDirectory directory =
        SweepDirectory.create(
            path,
            new SweepDirectory.Manifest(
                Versions.tool(),
                Versions.commit(),
                ModelCode.fingerprint(),
                shell.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                shell.typed(),
                source,
                part),
            costs);
    shell
        .console()
        .remark(
            String.format(
                "%s: %,d cells x %,d replications in %s",
                sweep.name(), part.cells(sweep.cells()), sweep.replications(), path));
    return directory;
  }

  private static String name(Sweep sweep, Shard part) {
    return sweep.name() + (part.of() == 1 ? "" : "-" + part.number() + "of" + part.of());
  }

  /** The same command again goes on with what it began. */
  private SweepDirectory same(SweepDirectory there, SweepSource source, Shard part) {
    SweepDirectory.Manifest made = there.manifest();
    if (!Results.sameSweep(made.source(), source) || !made.shard().equals(part)) {
      throw Refusal.badInput(
          there.path()
              + " holds another sweep, or this one before it was changed: name another --out");
    }
    if (costsFile != null) {
      Map<Runtime, Costs> costs = new CostsSource(shell).named(costsFile, there.costs().keySet());
      if (!costs.equals(there.costs())) {
        throw Refusal.badInput(
            there.path() + " was begun with other costs than " + costsFile + ": another --out");
      }
    }
    return requireSameCode(there);
  }

  private SweepDirectory reopen() {
    if (file != null
        || out != null
        || shard != null
        || costsFile != null
        || seed != null
        || replications != null
        || !overrides.isEmpty()) {
      throw Refusal.badInput(
          "--resume takes everything from the directory: leave the file and the options out");
    }
    return requireSameCode(SweepDirectory.open(resume));
  }

  /**
   * Another version, or other code of the model, may give other figures, and a table of both would
   * not say which is which. Where nothing is left to run, nothing is mixed.
   */
  private static SweepDirectory requireSameCode(SweepDirectory there) {
    SweepDirectory.Manifest made = there.manifest();
    if (there.finished()) {
      return there;
    }
    if (!made.tool().equals(Versions.tool())) {
      throw Refusal.badInput(
          there.path()
              + " was begun by Fairlane "
              + made.tool()
              + ": begin again with another --out");
    }
    if (!ModelCode.fingerprint().equals(made.model())) {
      throw Refusal.badInput(
          String.format(
              "%s was begun by other code of the model (commit %s; here %s): begin again with"
                  + " another --out, or go on with that code",
              there.path(), made.commit(), Versions.commit()));
    }
    return there;
  }
}
