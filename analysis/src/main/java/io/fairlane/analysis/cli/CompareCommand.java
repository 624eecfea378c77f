package io.fairlane.analysis.cli;

import io.fairlane.analysis.compare.ArmComparison;
import io.fairlane.analysis.compare.Comparison;
import io.fairlane.analysis.compare.ComparisonCsv;
import io.fairlane.analysis.compare.ComparisonMarkdown;
import io.fairlane.analysis.compare.ComparisonTable;
import io.fairlane.analysis.compare.ErrorsCsv;
import io.fairlane.analysis.compare.Format;
import io.fairlane.analysis.compare.GoBench;
import io.fairlane.analysis.compare.Stratum;
import io.fairlane.analysis.validate.GridCell;
import io.fairlane.analysis.validate.GridComparison;
import io.fairlane.analysis.validate.GridHeadline;
import io.fairlane.analysis.validate.GridJson;
import io.fairlane.analysis.validate.GridTable;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Set what was predicted beside what was measured.")
final class CompareCommand implements Runnable {
  @Parameters(paramLabel = "<dir>", description = "A run directory.")
  private Path directory;

  @Option(
      names = "--format",
      paramLabel = "<form>",
      converter = ToFormat.class,
      description = {
        "text (unless given), markdown, csv (a line for each lane),",
        "go-bench: a line for each trial, for benchstat -col /arm;",
        "or errors: predicted, measured and spread of each lane."
      })
  private Format format;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  private final Shell shell;

  CompareCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    if (json && format != null) {
      throw Refusal.badInput("--json and --format " + format.label() + ": give one of them");
    }
    RunDirectory run = RunDirectory.open(directory);
    shell.console().result(GridComparison.isGrid(run) ? grid(run) : single(run));
  }

  private String single(RunDirectory run) {
    Comparison comparison = Comparison.of(run);
    run.replace("comparison.json", comparison.json());
    return json
        ? comparison.json()
        : switch (form()) {
          case TEXT -> ComparisonTable.text(comparison);
          case MARKDOWN -> ComparisonMarkdown.of(comparison);
          case CSV -> ComparisonCsv.of(comparison.rows(), beforehand(comparison));
          case ERRORS ->
              ErrorsCsv.of(
                  run.manifest(),
                  row -> Stratum.of(comparison.scenario()),
                  comparison.rows(),
                  beforehand(comparison));
          case GO_BENCH ->
              GoBench.of(run.manifest(), run.trials(), trial -> comparison.scenario().processors());
        };
  }

  private String grid(RunDirectory run) {
    GridComparison comparison = GridComparison.of(run, shell.console().progress());
    run.replace("comparison.json", GridJson.of(comparison));
    return json
        ? GridJson.of(comparison)
        : switch (form()) {
          case TEXT -> GridTable.text(comparison);
          case MARKDOWN ->
              ComparisonMarkdown.of(
                  GridHeadline.of(comparison),
                  "Grid " + comparison.grid().name(),
                  comparison.lanes(),
                  true);
          case CSV -> ComparisonCsv.of(comparison.lanes(), beforehand(comparison));
          case ERRORS ->
              ErrorsCsv.of(
                  run.manifest(), kinds(comparison), comparison.lanes(), beforehand(comparison));
          case GO_BENCH -> {
            Map<String, Integer> processors =
                comparison.grid().cells().stream()
                    .collect(Collectors.toMap(GridCell::name, c -> c.scenario().processors()));
            yield GoBench.of(
                run.manifest(),
                run.trials().stream().filter(t -> processors.containsKey(t.scenario())).toList(),
                trial -> processors.get(trial.scenario()));
          }
        };
  }

  private static List<ArmComparison> beforehand(Comparison comparison) {
    return comparison.beforehand() == null ? List.of() : comparison.beforehand().rows();
  }

  private static List<ArmComparison> beforehand(GridComparison comparison) {
    return comparison.beforehand() == null ? List.of() : comparison.beforehand().lanes();
  }

  private static Function<ArmComparison, Stratum> kinds(GridComparison comparison) {
    Map<String, Stratum> byCell =
        comparison.rows().stream()
            .collect(
                Collectors.toMap(
                    row -> row.lane().cell(), row -> row.cell().stratum(), (a, same) -> a));
    return lane -> byCell.get(lane.cell());
  }

  private Format form() {
    return format == null ? Format.TEXT : format;
  }

  private static final class ToFormat implements ITypeConverter<Format> {
    @Override
    public Format convert(String label) {
      try {
        return Format.of(label);
      } catch (Refusal refusal) {
        throw new TypeConversionException(refusal.getMessage());
      }
    }
  }
}
