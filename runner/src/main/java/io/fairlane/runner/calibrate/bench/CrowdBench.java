package io.fairlane.runner.calibrate.bench;

import io.fairlane.runner.host.Pinning;
import io.fairlane.runner.host.Topology;
import io.fairlane.runner.pool.P;
import io.fairlane.runner.pool.Pool;
import io.fairlane.runner.pool.Primitives;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * One background turn and the round to the next, two Ps at once on a CPU each. The global queue is
 * as long as the seed's, so that tasks come from memory, not from the cache.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Threads(2)
public class CrowdBench {
  private static final int TASKS = 50_000;
  private static final int BATCH = 128;

  @Param({"0"})
  public long work;

  private Pool pool;

  @Setup
  public void fill() {
    pool = Primitives.crowd(2, TASKS, work);
  }

  /** The JMH thread as an M of its own P. */
  @State(Scope.Thread)
  public static class Seat {
    private P p;

    @Setup
    public void sit(CrowdBench crowd, ThreadParams thread) {
      int i = thread.getThreadIndex();
      Pinning.pinCurrentThread(Topology.read().oneThreadPerCore().get(i));
      p = crowd.pool.ps().get(i);
    }
  }

  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  public boolean turn(Seat seat) {
    return seat.p.step();
  }

  /** A batch's worth of turns, so that the share of its refill is in each sample. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OperationsPerInvocation(BATCH)
  public void yield(Seat seat) {
    for (int i = 0; i < BATCH; i++) {
      seat.p.step();
    }
  }
}
