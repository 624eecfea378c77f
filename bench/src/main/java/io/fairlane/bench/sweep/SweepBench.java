package io.fairlane.bench.sweep;

import io.fairlane.analysis.stats.LogRatio;
import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.CostsFile;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.sim.sweep.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** {@code fairlane bench sweep}: prints the two tables of {@code sim/README.md}, "Scale". */
public final class SweepBench {
  private static final String USUAL_HEAP = "512m";

  private final Size size;
  private final Map<Runtime, Costs> costs;
  private final Path costsFile;
  private final Path folder;
  private final Command command;
  private final boolean spark;
  private final ScaleTable table = new ScaleTable();

  private SweepBench(Size size, Path fairlane, Path costs, Path folder, boolean spark) {
    this.size = size;
    this.costsFile = costs;
    this.costs = CostsFile.read(costs);
    this.folder = folder;
    this.command = new Command(fairlane, folder);
    this.spark = spark;
  }

  /**
   * @param arguments the script {@code fairlane}, the costs, a folder for files, whether Spark is
   *     built ("true"), then {@code --quick} if wanted
   */
  public static void main(String[] arguments) throws Exception {
    boolean quick = Arrays.asList(arguments).contains("--quick");
    Path folder = Files.createTempDirectory(Path.of(arguments[2]), "sweep");
    int code = 0;
    try {
      new SweepBench(
              quick ? Size.QUICK : Size.FULL,
              Path.of(arguments[0]),
              Path.of(arguments[1]),
              folder,
              Boolean.parseBoolean(arguments[3]))
          .run();
    } catch (Refusal refused) {
      tell(refused.getMessage());
      code = refused.exitCode();
    } finally {
      delete(folder);
    }
    System.exit(code);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  static void tell(String line) {
    System.err.println("fairlane: " + line);
  }

  private void run() throws Exception {
    double item = Efficiency.itemSeconds(Sweeps.map(size.warmUp()), costs);
    int cells = Sweeps.read(Sweeps.map(1)).cells();
    int replications = size.replications(size.oneThreadSeconds(), 1, item, cells);
    Efficiency efficiency =
        Efficiency.measure(Sweeps.map(replications), costs, folder, size.rounds());
    table.efficiency(efficiency);
    table.wire(Wire.of(new Work(Sweeps.read(Sweeps.map(20)), costs)));
    table.memory(WorkerMemory.of(costs.get(Runtime.GO)));
    pairs(size.replications(size.sweepSeconds(), 2, item, cells), cells, efficiency.itemMillis());
    many();
    small();
    table.print(System.out);
  }

  /** Spark and threads in turn, whole processes; a sweep of ten items tells what a start costs. */
  private void pairs(int replications, int cells, double itemMillis) throws Exception {
    String[] onThreads = {"--threads", "2"};
    String[] onSpark = {"--engine", "spark", "--master", "local[2]"};
    Path few = file("few", Sweeps.small("few", 100, 1).replace("to: 9", "to: 0"));
    Path map = file("map", Sweeps.map(replications));
    int n = size.pairs();
    double[][] seconds = new double[4][n];
    for (int i = 0; i < n; i++) {
      tell("threads and Spark, pair " + (i + 1) + "/" + n);
      seconds[0][i] = sweep(few, USUAL_HEAP, onThreads).seconds();
      seconds[1][i] = sweep(map, USUAL_HEAP, onThreads).seconds();
      if (spark) {
        seconds[2][i] = sweep(few, USUAL_HEAP, onSpark).seconds();
        seconds[3][i] = sweep(map, USUAL_HEAP, onSpark).seconds();
      }
    }
    RatioEstimate ratio = LogRatio.paired(seconds[3], seconds[1]);
    double items = (double) cells * replications;
    table.start("threads", mean(seconds[0]));
    if (spark) {
      table.spark(ratio, mean(seconds[1]), mean(seconds[3]));
      table.start("Spark `local[2]`", mean(seconds[2]));
      double perItem = 1e3 * (mean(seconds[3]) - mean(seconds[2])) / items;
      table.crossing(
          mean(seconds[0]),
          mean(seconds[2]),
          1e3 * (mean(seconds[1]) - mean(seconds[0])) / items,
          perItem);
    } else {
      table.noSpark();
    }
    table.cost(itemMillis);
  }

  private void many() throws Exception {
    tell("many cells");
    Path file = file("many", Sweeps.small("many", size.manyCells(), 1));
    table.many(size.manyCells(), sweep(file, "1g"));
  }

  private void small() throws Exception {
    tell("small cells");
    Path file = file("small", Sweeps.small("small", size.smallCells(), 20));
    table.small(size.smallCells(), sweep(file, USUAL_HEAP, "--threads", "2"));
  }

  private Command.Used sweep(Path file, String heap, String... more) throws Exception {
    Path out = Files.createTempDirectory(folder, "out").resolve("sweep");
    List<String> line = new ArrayList<>(List.of("sweep", file.toString(), "--out", out.toString()));
    line.addAll(List.of("--costs", costsFile.toString()));
    line.addAll(List.of(more));
    return command.run(heap, line);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), text);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
