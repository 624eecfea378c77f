package io.fairlane.analysis.cli;

import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.CostsFile;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.runner.calibrate.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description = "Measure what the primitives of each runtime cost on this host.")
final class CalibrateCommand implements Callable<Integer> {
  @Option(
      names = "--runtime",
      split = ",",
      paramLabel = "<go|pool>",
      converter = ScenarioOptions.ToRuntime.class,
      description = "Whose primitives; all that this host has, unless given.")
  private List<Runtime> runtimes = new ArrayList<>();

  @Option(
      names = "--thorough",
      description = "Take minutes instead of 20 seconds; narrower intervals.")
  private boolean thorough;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "<costs.json>",
      description = "Write the costs to this file; costs of other runtimes in it are kept.")
  private Path file;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  private final Shell shell;

  CalibrateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<Runtime, Costs> costs = shell.alone(this::calibrate);
    if (file != null) {
      write(costs);
    }
    shell.console().result(json ? CostsFile.text(costs) : text(costs));
    return 0;
  }

  private Map<Runtime, Costs> calibrate() throws InterruptedException {
    CostsSource source = new CostsSource(shell);
    Map<Runtime, Costs> costs = new EnumMap<>(Runtime.class);
    Refusal refused = null;
    for (Runtime runtime : runtimes.isEmpty() ? List.of(Runtime.values()) : runtimes) {
      try {
        costs.put(runtime, source.calibrate(runtime, thorough ? Mode.THOROUGH : Mode.QUICK));
      } catch (Refusal refusal) {
        if (!runtimes.isEmpty()) {
          throw refusal;
        }
        refused = refusal;
        shell.console().remark("without " + runtime.label() + ": " + refusal.getMessage());
      }
    }
    if (costs.isEmpty()) {
      throw refused;
    }
    return costs;
  }

  private void write(Map<Runtime, Costs> costs) {
    Map<Runtime, Costs> all = new EnumMap<>(Runtime.class);
    if (Files.exists(file)) {
      all.putAll(CostsFile.read(file));
    }
    all.putAll(costs);
    try {
      Files.writeString(file, CostsFile.text(all));
    } catch (IOException e) {
      throw Refusal.badInput("cannot write " + file + " (" + e.getMessage() + "): name another -o");
    }
  }

  static String text(Map<Runtime, Costs> costs) {
    StringBuilder text = new StringBuilder();
    costs.forEach(
        (runtime, measured) -> {
          text.append(text.isEmpty() ? "" : "\n");
          text.append(String.format("%s on %s%n", runtime.label(), measured.host()));
          measured.byName().forEach((name, cost) -> text.append(line(name, cost)));
        });
    return text.toString();
  }

  private static String line(String name, Cost cost) {
    String interval =
        cost.low() == cost.high()
            ? "cited"
            : "[" + figure(cost.low()) + ", " + figure(cost.high()) + "]";
    return String.format(
        "  %-20s %10s %-11s %s%n", name, figure(cost.value()), Costs.unit(name), interval);
  }

  /** Four significant digits, never an exponent. */
  static String figure(double value) {
    int digits = value == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(value)));
    return String.format(Locale.ROOT, "%." + Math.max(0, Math.min(6, 3 - digits)) + "f", value);
  }
}
