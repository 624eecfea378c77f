package io.fairlane.experiment.sweep;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.ScenarioValues;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Which runs of the model are asked for. Cells are numbered with the runtime outermost and the last
 * axis innermost; an item is one replication of all arms of a cell, numbered cell by cell. Nothing
 * is held for a cell, so that there can be millions of them.
 *
 * @param base what all cells have in common
 * @param arms set against fair; empty = those of the runtime
 * @param replications of each arm of each cell; with a width the most
 * @param untilWidth of an interval of the speedup, high / low - 1; 0 = always all replications
 * @param longestSeconds of simulated time in one run
 */
public record Sweep(
    String name,
    ScenarioValues base,
    List<Axis> axes,
    List<Runtime> runtimes,
    List<Arm> arms,
    int replications,
    double untilWidth,
    double longestSeconds,
    long seed)
    implements Serializable {

  public Sweep {
    axes = List.copyOf(axes);
    runtimes = List.copyOf(runtimes);
    arms = List.copyOf(arms);
  }

  /** The keys that vary, axis by axis. */
  public List<String> keys() {
    return axes.stream().flatMap(axis -> axis.keys().stream()).toList();
  }

  public int cells() {
    return Math.toIntExact(
        runtimes.size() * axes.stream().mapToLong(Axis::size).reduce(1, Math::multiplyExact));
  }

  /** Most replications that can be asked for. */
  public int items() {
    return Math.multiplyExact(cells(), replications);
  }

  public int item(int cell, int rep) {
    return cell * replications + rep;
  }

  public int cellOf(int item) {
    return item / replications;
  }

  public int repOf(int item) {
    return item % replications;
  }

  /**
   * @param number 0 to {@link #cells()} - 1
   * @return of the keys of all axes, in the order of {@link #keys()}
   */
  List<String> values(int number) {
    List<String> values = new ArrayList<>();
    int below = cells() / runtimes.size();
    for (Axis axis : axes) {
      below /= axis.size();
      values.addAll(axis.points().get(number / below % axis.size()));
    }
    return values;
  }

  /**
   * @param number 0 to {@link #cells()} - 1
   * @throws io.fairlane.experiment.Refusal (bad input) if its values do not go together
   */
  public Cell cell(int number) {
    ScenarioValues values = base.copy();
    List<String> varied = values(number);
    String where = where(number);
    int next = 0;
    for (Axis axis : axes) {
      for (String key : axis.keys()) {
        values.put(where, key, varied.get(next++));
      }
    }
    Runtime runtime = runtimes.get(number / (cells() / runtimes.size()));
    Scenario scenario = values.scenario();
    runtime.require(scenario);
    return new Cell(
        number,
        runtime,
        varied,
        scenario,
        possible(runtime, scenario),
        "runtime=" + runtime.label() + " " + values.identity());
  }

  static String where(int cell) {
    return "cell " + cell;
  }

  /** One that takes a P from the scheduler leaves none where there is but one. */
  private List<Arm> possible(Runtime runtime, Scenario scenario) {
    List<Arm> possible = new ArrayList<>(List.of(Arm.FAIR));
    for (Arm arm : arms.isEmpty() ? runtime.arms() : arms) {
      if (arm != Arm.FAIR && (!arm.outsideRunQueues() || scenario.processors() >= 2)) {
        possible.add(arm);
      }
    }
    return possible;
  }
}
