package io.fairlane.bench.sweep;

import io.fairlane.sim.sweep.Work;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that a cluster sends, as Java's serialization writes them (Spark's own too, unless told
 * otherwise): the work once for each process, an item in a task, an item's rows in its result.
 */
record Wire(int work, double item, double rows) {
  /** Items of a task: enough that what a task has once does not count. */
  private static final int TASK = 256;

  static Wire of(Work work) throws IOException {
    List<Integer> few = new ArrayList<>();
    List<Integer> many = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    int items = Math.min(work.sweep().items(), 2 * TASK);
    for (int i = 0; i < items; i++) {
      many.add(1_000_000 + i); // beyond the integers that a JVM keeps and writes once
      if (i < items / 2) {
        few.add(1_000_000 + i);
      }
      lines.add(i + "\t" + work.run(i));
    }
    return new Wire(
        size(work),
        (size(many) - size(few)) / (double) (items - items / 2),
        (size(lines.toArray(String[]::new)) - size(lines.subList(0, 1).toArray(String[]::new)))
            / (double) (items - 1));
  }

  private static int size(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.size();
  }
}
