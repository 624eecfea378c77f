package io.fairlane.sim.sweep;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.sweep.Cell;
import io.fairlane.experiment.sweep.ResultRow;
import io.fairlane.experiment.sweep.Sweep;
import io.fairlane.sim.engine.RandomStream;
import io.fairlane.sim.replication.Batch;
import io.fairlane.sim.replication.Model;
import io.fairlane.sim.replication.NoEndException;
import io.fairlane.sim.replication.Replication;
import java.io.InvalidObjectException;
import java.io.Serial;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Everything that an item needs besides its number. Sent once to each process that helps; an item
 * itself is then four bytes.
 */
public final class Work implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Sweep sweep;
  private final EnumMap<Runtime, Costs> costs;
  private final String modelCode = ModelCode.fingerprint();
  private transient volatile Cell last;

  /**
   * @param costs of every runtime of the sweep
   */
  public Work(Sweep sweep, Map<Runtime, Costs> costs) {
    this.sweep = sweep;
    this.costs = new EnumMap<>(costs);
  }

  public Sweep sweep() {
    return sweep;
  }

  /** Items come cell by cell, and making a cell costs as much as a very small run. */
  private Cell cell(int number) {
    Cell cell = last;
    if (cell == null || cell.number() != number) {
      cell = sweep.cell(number);
      last = cell;
    }
    return cell;
  }

  /** Where another process takes it up: classes that an installation left there may be older. */
  @Serial
  private Object readResolve() throws InvalidObjectException {
    if (!modelCode.equals(ModelCode.fingerprint())) {
      throw new InvalidObjectException("this process has other code of the model than the driver");
    }
    return this;
  }

  /**
   * Runs an item: all arms of one replication of a cell, which meet the same random numbers.
   *
   * @return its rows, a tab between two
   */
  public String run(int item) {
    Cell cell = cell(sweep.cellOf(item));
    int rep = sweep.repOf(item);
    long seed = seed(cell);
    Model model = Model.of(cell.runtime()).within(sweep.longestSeconds());
    StringJoiner rows = new StringJoiner("\t");
    for (Arm arm : cell.arms()) {
      rows.add(row(cell, arm, rep, seed, model));
    }
    return rows.toString();
  }

  private String row(Cell cell, Arm arm, int rep, long seed, Model model) {
    try {
      return ResultRow.of(
          cell,
          Replication.run(
              Batch.one(
                  cell.scenario(),
                  cell.runtime(),
                  arm,
                  costs.get(cell.runtime()),
                  seed,
                  rep,
                  model),
              arm,
              rep));
    } catch (NoEndException endless) {
      return ResultRow.endless(cell, arm, rep, RandomStream.derive(seed, rep));
    }
  }

  /**
   * A cell's random numbers are its own: they depend on what is run in it, and neither on its place
   * in the sweep nor on who runs it. By FNV-1a of its identity.
   */
  private long seed(Cell cell) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < cell.identity().length(); i++) {
      hash = (hash ^ cell.identity().charAt(i)) * 0x100000001b3L;
    }
    return RandomStream.derive(sweep.seed(), hash);
  }
}
