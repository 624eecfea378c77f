package io.fairlane.analysis.cli;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.ScenarioFiles;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What is run: scenario, runtimes, arms, seed. Shared by {@code simulate} and {@code measure}. */
final class ScenarioOptions {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<scenario|file>",
      description = "A built-in scenario ('fairlane scenarios') or a YAML file.")
  private String scenario;

  @Option(
      names = "--set",
      paramLabel = "<key=value>",
      description = "Set one key of the scenario, for example channel.capacity=0. Repeatable.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--runtime",
      split = ",",
      paramLabel = "<go|pool>",
      converter = ToRuntime.class,
      description = "Who schedules; go unless given, several with commas.")
  private List<Runtime> runtimes = new ArrayList<>();

  @Option(
      names = "--arm",
      split = ",",
      paramLabel = "<arm>",
      converter = ToArm.class,
      description =
          "Where the consumer runs: fair, locked, dedicated, pinned. All that the runtime has,"
              + " unless given.")
  private List<Arm> arms = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "<n>",
      description = "Fixes everything random. Default: ${DEFAULT-VALUE}.")
  long seed = 1;

  boolean named() {
    return scenario != null;
  }

  /** True if anything is chosen that a resumed run has in its manifest already. */
  boolean chosen() {
    return named() || !overrides.isEmpty() || !runtimes.isEmpty() || !arms.isEmpty();
  }

  Scenario scenario() {
    if (scenario == null) {
      throw Refusal.badInput(
          "which scenario? A YAML file, or one of " + String.join(", ", ScenarioFiles.BUILT_IN));
    }
    return ScenarioFiles.read(scenario, overrides);
  }

  List<Runtime> runtimes() {
    return runtimes.isEmpty() ? List.of(Runtime.GO) : runtimes.stream().distinct().toList();
  }

  /** The arms asked for; empty if none were. */
  List<Arm> arms() {
    return arms.stream().distinct().sorted().toList();
  }

  static final class ToRuntime implements ITypeConverter<Runtime> {
    @Override
    public Runtime convert(String label) {
      try {
        return Runtime.of(label);
      } catch (Refusal refusal) {
        throw new TypeConversionException(refusal.getMessage());
      }
    }
  }

  static final class ToArm implements ITypeConverter<Arm> {
    @Override
    public Arm convert(String label) {
      try {
        return Arm.of(label);
      } catch (Refusal refusal) {
        throw new TypeConversionException(refusal.getMessage());
      }
    }
  }
}
