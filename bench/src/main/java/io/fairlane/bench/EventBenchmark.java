package io.fairlane.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One event of one model on one engine, in a JVM of its own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventBenchmark {
  private static final int BATCH = 20_000;

  @Param("HOLD_EXPONENTIAL")
  Model model;

  @Param("8")
  int pending;

  @Param("FAIRLANE")
  Engine engine;

  private EventModel events;

  /**
   * Fills the event list; the first batch's sum must be that of {@link java.util.PriorityQueue}.
   */
  @Setup
  public void fill() {
    long expected = model.of(Engine.PRIORITY_QUEUE, pending).run(BATCH);
    events = model.of(engine, pending);
    long sum = events.run(BATCH);
    if (sum != expected) {
      throw new IllegalStateException(
          engine + " simulates something else: sum " + sum + " instead of " + expected);
    }
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long event() {
    return events.run(BATCH);
  }
}
