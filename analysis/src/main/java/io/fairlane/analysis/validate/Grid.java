package io.fairlane.analysis.validate;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.fairlane.analysis.compare.Stratum;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.ScenarioFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan file: cells to be predicted and measured. CSV with one cell a line: {@code cell}, {@code
 * runtime}, {@code arms} (blank between two), then any keys of a scenario; those left out have
 * their defaults.
 *
 * @param name of the file, without its folder and ending
 * @param text as read
 */
public record Grid(String name, String text, List<GridCell> cells) {
  /** The committed grids: those to study the model on, and those that judge it. */
  public static final List<String> BUILT_IN =
      List.of("judged-go", "judged-pool", "study-go", "study-pool");

  /** Ends the name of a grid that is a sample of another. */
  public static final String SAMPLE = "-sample";

  static final List<String> OWN_COLUMNS = List.of("cell", "runtime", "arms");

  /**
   * @param nameOrFile a built-in grid or a CSV file
   * @throws Refusal (bad input) naming file, line and column
   */
  public static Grid read(String nameOrFile) {
    if (BUILT_IN.contains(nameOrFile)) {
      return parse(nameOrFile + ".csv", resource(nameOrFile + ".csv"));
    }
    Path file = Path.of(nameOrFile);
    if (!Files.isRegularFile(file)) {
      throw Refusal.badInput(
          "no grid '" + nameOrFile + "': a CSV file, or one of " + String.join(", ", BUILT_IN));
    }
    try {
      return parse(nameOrFile, Files.readString(file));
    } catch (IOException e) {
      throw Refusal.badInput(
          nameOrFile + ": cannot be read as UTF-8 text (" + e.getMessage() + ")");
    }
  }

  /**
   * @param file for the error lines
   */
  public static Grid parse(String file, String text) {
    List<GridCell> cells = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text)) {
      for (NamedCsvRecord row : rows) {
        GridCell cell = cell(file + ":" + row.getStartingLineNumber(), row);
        if (!names.add(cell.name())) {
          throw Refusal.badInput(
              file + ":" + row.getStartingLineNumber() + ": a second cell '" + cell.name() + "'");
        }
        cells.add(cell);
      }
    } catch (CsvParseException e) {
      throw Refusal.badInput(file + ": not CSV: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (cells.isEmpty()) {
      throw Refusal.badInput(
          file + ": holds no cell: a line of column names, then one cell a line");
    }
    String name = Path.of(file).getFileName().toString().replaceFirst("[.]csv$", "");
    return new Grid(name, text, List.copyOf(cells));
  }

  /**
   * Several grids as one.
   *
   * @throws Refusal (bad input) if their columns differ or a cell is in two
   */
  public static Grid join(List<Grid> grids) {
    if (grids.size() == 1) {
      return grids.getFirst();
    }
    String name = grids.stream().map(Grid::name).collect(Collectors.joining("+"));
    StringBuilder text = new StringBuilder(grids.getFirst().header() + "\n");
    for (Grid grid : grids) {
      if (!grid.header().equals(grids.getFirst().header())) {
        throw Refusal.badInput(
            grid.name()
                + " has other columns than "
                + grids.getFirst().name()
                + ": run them apart");
      }
      grid.text().lines().skip(1).forEach(line -> text.append(line).append('\n'));
    }
    return parse(name, text.toString());
  }

  /**
   * One cell of each stratum and runtime: a look at the whole in little time. That in the middle by
   * its number of messages, since few messages mean laps of seconds and many take long to simulate.
   */
  public Grid sample() {
    Map<String, List<GridCell>> kinds =
        cells.stream()
            .sorted(Comparator.comparingLong(cell -> cell.scenario().consumer().messages()))
            .collect(Collectors.groupingBy(cell -> cell.runtime().label() + cell.stratum()));
    Set<GridCell> middle =
        kinds.values().stream()
            .map(kind -> kind.get((kind.size() - 1) / 2))
            .collect(Collectors.toSet());
    List<GridCell> some = new ArrayList<>();
    StringBuilder rows = new StringBuilder(header() + "\n");
    List<String> lines = text.lines().skip(1).filter(line -> !line.isBlank()).toList();
    for (int i = 0; i < cells.size(); i++) {
      if (middle.contains(cells.get(i))) {
        some.add(cells.get(i));
        rows.append(lines.get(i)).append('\n');
      }
    }
    return new Grid(name + SAMPLE, rows.toString(), List.copyOf(some));
  }

  private String header() {
    return text.lines().findFirst().orElse("");
  }

  /** Names what was registered before the run. */
  public String sha256() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new AssertionError(everyJavaHasIt);
    }
  }

  private static GridCell cell(String where, NamedCsvRecord row) {
    for (String column : OWN_COLUMNS) {
      if (!row.getHeader().contains(column)) {
        throw Refusal.badInput(where + ": no column '" + column + "'");
      }
    }
    List<String> keys = new ArrayList<>(List.of("name=" + row.getField("cell")));
    for (String column : row.getHeader()) {
      if (!OWN_COLUMNS.contains(column) && !row.getField(column).isBlank()) {
        keys.add(column + "=" + row.getField(column));
      }
    }
    try {
      Runtime runtime = Runtime.of(row.getField("runtime"));
      List<Arm> lanes =
          Arrays.stream(row.getField("arms").strip().split(" +")).map(Arm::of).toList();
      for (Arm arm : lanes) {
        if (arm == Arm.FAIR || !runtime.measures(arm)) {
          throw Refusal.badInput(
              "arm " + arm.label() + ": " + runtime.label() + " does not set it against fair");
        }
      }
      var scenario = ScenarioFiles.read("seed", keys);
      return new GridCell(Stratum.of(scenario), runtime, lanes, scenario);
    } catch (Refusal refusal) {
      throw Refusal.badInput(where + ": " + refusal.getMessage().replaceFirst("^--set ", ""));
    }
  }

  private static String resource(String name) {
    try (InputStream in = Grid.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
