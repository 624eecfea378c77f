package io.fairlane.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What is run and for how long.
 *
 * @param rows of the event table
 * @param tasks background tasks in the steady state of the scheduler model, one row each
 * @param warmups iterations before measuring
 * @param iterations measured
 */
record Plan(
    List<Row> rows,
    List<Integer> tasks,
    int warmups,
    int warmupMillis,
    int iterations,
    int iterationMillis) {

  /**
   * @param pending events of a hold model; 1 for others, which have one or two
   */
  record Row(Model model, int pending) {}

  /** About a quarter of an hour. */
  static final Plan FULL =
      new Plan(everyRow(), List.of(50_000, 1_000_000, 10_000_000), 2, 800, 3, 600);

  /** Less than three minutes. */
  static final Plan QUICK =
      new Plan(
          List.of(
              new Row(Model.HOLD_EXPONENTIAL, 8),
              new Row(Model.HOLD_EXPONENTIAL, 1_000),
              new Row(Model.HOLD_MOSTLY_NOW, 64),
              new Row(Model.QUEUE_BUSY, 1)),
          List.of(50_000, 10_000_000),
          1,
          700,
          2,
          400);

  private static List<Row> everyRow() {
    List<Row> rows = new ArrayList<>();
    for (Model model : Model.values()) {
      if (model.isHold()) {
        for (int pending : new int[] {8, 64, 1_000, 16_000, 256_000}) {
          rows.add(new Row(model, pending));
        }
      } else {
        rows.add(new Row(model, 1));
      }
    }
    return List.copyOf(rows);
  }
}
