package io.fairlane.analysis.sweep;

import io.fairlane.analysis.compare.Figures;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A sweep in a few lines for the terminal: how many cells gain, and where most. */
public final class SweepTable {
  private SweepTable() {}

  private record Found(SweptCell cell, Lane lane) {}

  public static String text(SweepMap map) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s: %,d cells, up to %d replications%n%n%-16s %7s %7s %7s %9s%n",
                map.sweep().name(),
                map.cells().size(),
                map.sweep().replications(),
                "arm",
                "faster",
                "slower",
                "neither",
                "worth it"));
    for (Runtime runtime : map.sweep().runtimes()) {
      for (Arm arm : Arm.values()) {
        List<Found> found = found(map, runtime, arm);
        if (!found.isEmpty()) {
          line(text, map, runtime.label() + " " + arm.label(), found);
        }
      }
    }
    return text.append("\nfaster, slower: the 95 % interval of the speedup excludes 1;\n")
        .append("worth it: the speedup is a larger factor than what the others lose\n")
        .toString();
  }

  private static List<Found> found(SweepMap map, Runtime runtime, Arm arm) {
    return map.cells().stream()
        .filter(cell -> cell.runtime() == runtime)
        .flatMap(
            cell ->
                cell.lanes().stream()
                    .filter(lane -> lane.arm() == arm)
                    .map(lane -> new Found(cell, lane)))
        .toList();
  }

  private static void line(StringBuilder text, SweepMap map, String name, List<Found> found) {
    long faster = found.stream().filter(f -> f.lane.speedup().low() > 1).count();
    long slower = found.stream().filter(f -> f.lane.speedup().high() < 1).count();
    long worth = found.stream().filter(f -> f.lane.worth() > 1).count();
    text.append(
        String.format(
            Locale.ROOT,
            "%-16s %7d %7d %7d %9d%n",
            name,
            faster,
            slower,
            found.size() - faster - slower,
            worth));
    List<Found> there = found.stream().filter(f -> f.lane.speedup().present()).toList();
    Comparator<Found> bySpeedup = Comparator.comparingDouble(f -> f.lane.speedup().ratio());
    there.stream().max(bySpeedup).ifPresent(f -> text.append(extreme(map, "most", f)));
    there.stream().min(bySpeedup).ifPresent(f -> text.append(extreme(map, "least", f)));
    long endless = found.stream().filter(f -> !f.lane.speedup().present()).count();
    if (endless > 0) {
      text.append("  without an end in one of the arms: ").append(endless).append(" cells\n");
    }
  }

  private static String extreme(SweepMap map, String which, Found f) {
    StringBuilder at = new StringBuilder();
    List<String> keys = map.sweep().keys();
    for (int i = 0; i < keys.size(); i++) {
      at.append(i == 0 ? "" : ", ").append(keys.get(i)).append(' ').append(f.cell.values().get(i));
    }
    String speedup =
        Figures.speedup(f.lane.speedup().ratio(), f.lane.speedup().low(), f.lane.speedup().high());
    String line = String.format("  %-5s %s at ", which, speedup);
    return line + at + "\n";
  }
}
