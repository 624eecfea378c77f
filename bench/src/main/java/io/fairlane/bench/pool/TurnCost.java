package io.fairlane.bench.pool;

import io.fairlane.runner.host.Pinning;
import io.fairlane.runner.host.Topology;
import io.fairlane.runner.pool.P;
import io.fairlane.runner.pool.Pool;
import io.fairlane.runner.pool.Primitives;
import java.util.ArrayList;
import java.util.List;

/**
 * What the pool takes beyond its tasks' work: prints the nanoseconds of a turn without any, yield,
 * {@code sched.lock} and schedule round included, or the seconds in which a JVM that has just
 * started spawns all tasks. Arguments: tasks, Ps; no Ps for the start.
 */
public final class TurnCost {
  private static final int WARM_UP = 2_000_000;
  private static final int TURNS = 10_000_000;

  private TurnCost() {}

  public static void main(String[] arguments) throws InterruptedException {
    int tasks = Integer.parseInt(arguments[0]);
    int procs = Integer.parseInt(arguments[1]);
    System.out.println(procs == 0 ? spawnSeconds(tasks) : turnNanos(tasks, procs));
    System.exit(0);
  }

  private static double spawnSeconds(int tasks) {
    long start = System.nanoTime();
    Primitives.spawn(tasks);
    return (System.nanoTime() - start) / 1e9;
  }

  /** Of each P, all at it. */
  private static double turnNanos(int tasks, int procs) throws InterruptedException {
    List<Integer> cpus = Topology.read().oneThreadPerCore();
    Pool pool = Primitives.crowd(procs, tasks, 0);
    List<Thread> threads = new ArrayList<>();
    double[] nanos = new double[procs];
    for (int i = 0; i < procs; i++) {
      int id = i;
      Thread thread =
          new Thread(
              () -> {
                Pinning.pinCurrentThread(cpus.get(id));
                P p = pool.ps().get(id);
                turns(p, WARM_UP);
                nanos[id] = turns(p, TURNS);
                turns(p, WARM_UP); // the others may still be measuring
              });
      threads.add(thread);
      thread.start();
    }
    double sum = 0;
    for (int i = 0; i < procs; i++) {
      threads.get(i).join();
      sum += nanos[i];
    }
    return sum / procs;
  }

  private static double turns(P p, int n) {
    long start = System.nanoTime();
    for (int i = 0; i < n; i++) {
      p.step();
    }
    return (System.nanoTime() - start) / (double) n;
  }
}
