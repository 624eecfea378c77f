package io.fairlane.analysis.validate;

import io.fairlane.analysis.compare.Stratum;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * One cell of a grid: a scenario on a runtime, and the arms that are set against fair.
 *
 * @param stratum cells that are judged together
 * @param lanes the arms other than fair, at least one
 * @param scenario its name is the cell's
 */
public record GridCell(Stratum stratum, Runtime runtime, List<Arm> lanes, Scenario scenario) {

  public GridCell {
    lanes = List.copyOf(lanes);
  }

  public String name() {
    return scenario.name();
  }

  /** Fair first, then the others. */
  public List<Arm> arms() {
    List<Arm> arms = new ArrayList<>(List.of(Arm.FAIR));
    arms.addAll(lanes);
    return arms;
  }
}
