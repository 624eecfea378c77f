package io.fairlane.analysis.sweep;

import io.fairlane.analysis.compare.Figures;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.sweep.Sweep;
import io.fairlane.experiment.sweep.SweepDirectory;
import io.fairlane.experiment.sweep.SweepFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A sweep in a few lines for the terminal: how many cells gain, and where most. */
public final class SweepTable {
  private record Key(Runtime runtime, Arm arm) {}

  private final Sweep sweep;
  private final Map<Key, LaneCount> counts =
      new TreeMap<>(Comparator.comparing(Key::runtime).thenComparing(Key::arm));
  private int cells;

  private SweepTable(Sweep sweep) {
    this.sweep = sweep;
  }

  /**
   * Reads the result once, however long it is.
   *
   * @throws Refusal (bad input) if the sweep is not finished or its result cannot be understood
   */
  public static SweepTable of(SweepDirectory directory) {
    SweepTable table = new SweepTable(SweepFile.read(directory.manifest().source()));
    List<String> keys = table.sweep.keys();
    SweepMap.each(directory, table.sweep, cell -> table.add(cell, keys));
    return table;
  }

  private void add(SweptCell cell, List<String> keys) {
    cells++;
    for (Lane lane : cell.lanes()) {
      counts
          .computeIfAbsent(
              new Key(cell.runtime(), lane.arm()), key -> new LaneCount(key.runtime, key.arm))
          .add(lane, keys, cell.values());
    }
  }

  public int cells() {
    return cells;
  }

  /** For each runtime and arm its counts, by name. */
  public List<Map<String, Object>> lanes() {
    return counts.values().stream().map(LaneCount::figures).toList();
  }

  /** At most 80 columns wide, but for the keys of the extreme cells. */
  public String text() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s: %,d cells, up to %d replications%n%n%-16s %7s %7s %7s %11s %9s%n",
                sweep.name(),
                cells,
                sweep.replications(),
                "arm",
                "faster",
                "slower",
                "neither",
                "no interval",
                "worth it"));
    counts.values().forEach(count -> line(text, count));
    text.append("\nfaster, slower: the 95 % interval of the speedup excludes 1;\n")
        .append("neither: it holds 1;\n")
        .append("worth it: the speedup is a larger factor than what the others lose\n");
    if (counts.values().stream().anyMatch(count -> count.of(Lane.Side.NO_INTERVAL) > 0)) {
      text.append("no interval: it needs six replications that end in both arms\n");
    }
    return text.toString();
  }

  private static void line(StringBuilder text, LaneCount count) {
    text.append(
        String.format(
            Locale.ROOT,
            "%-16s %7d %7d %7d %11d %9d%n",
            count.name(),
            count.of(Lane.Side.FASTER),
            count.of(Lane.Side.SLOWER),
            count.of(Lane.Side.NEITHER),
            count.of(Lane.Side.NO_INTERVAL),
            count.worthIt()));
    List<String> more = new ArrayList<>();
    if (count.most() != null) {
      more.add(extreme("most", count.most()));
      more.add(extreme("least", count.least()));
    }
    if (count.partly() > 0) {
      more.add("some runs had no end and are in no speedup: " + count.partly() + " cells");
    }
    if (count.of(Lane.Side.NO_END) > 0) {
      more.add("without an end in one of the arms: " + count.of(Lane.Side.NO_END) + " cells");
    }
    more.forEach(line -> text.append("  ").append(line).append('\n'));
  }

  private static String extreme(String which, LaneCount.Extreme extreme) {
    String speedup =
        extreme.low() == null
            ? Figures.speedup(extreme.ratio())
            : Figures.speedup(extreme.ratio(), extreme.low(), extreme.high());
    return String.format("%-5s %s", which, speedup)
        + (extreme.at().isEmpty() ? "" : " at ")
        + extreme.at().entrySet().stream()
            .map(key -> key.getKey() + " " + key.getValue())
            .collect(Collectors.joining(", "));
  }
}
