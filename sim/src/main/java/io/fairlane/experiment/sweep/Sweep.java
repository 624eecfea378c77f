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
   * @throws io.fairlane.experiment.Refusal (bad input) if its values do not go together
   */
  public Cell cell(int number) {
    ScenarioValues values = base.copy();
    int[] place = new int[axes.size()];
    int rest = number;
    for (int i = axes.size() - 1; i >= 0; i--) {
      place[i] = rest % axes.get(i).size();
      rest /= axes.get(i).size();
    }
    List<String> varied = new ArrayList<>();
    for (int i = 0; i < place.length; i++) {
      Axis axis = axes.get(i);
      List<String> point = axis.points().get(place[i]);
      for (int k = 0; k < point.size(); k++) {
        values.put("cell " + number, axis.keys().get(k), point.get(k));
        varied.add(point.get(k));
      }
    }
    Runtime runtime = runtimes.get(rest);
    Scenario scenario = values.scenario();
    return new Cell(
        number,
        runtime,
        varied,
        scenario,
        possible(runtime, scenario),
        "runtime=" + runtime.label() + " " + values.identity());
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
