package io.fairlane.runner.pool;

import io.fairlane.experiment.Proof;
import io.fairlane.experiment.Refusal;
import io.fairlane.runner.host.Pinning;
import io.fairlane.runner.host.SpeedSeen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * How fast the host's CPUs are while a trial runs. A virtual CPU may be half of a core; what runs
 * on the other half, somebody else's work included, decides its speed, and no counter of the guest
 * tells. A thread on each CPU times the tasks' own counting loop for some 50 us every 10 ms: half a
 * percent of a CPU, and it sees nothing of the trial. The threads take turns at fixed times,
 * because two that ran together on two halves of one core would see each other; and each is pinned
 * once, because pinning with its proof takes longer than a look. The {@code witness} program of the
 * Go runtime in Java.
 */
public final class SpeedWatch implements AutoCloseable {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** Between the looks at one CPU and the next: of a machine with more than ten CPUs. */
  private static final long LEAST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final int ITERATIONS = 10_000;

  /** Their median counts: a burst in which the thread lost its CPU is not the CPU's speed. */
  private static final int BURSTS = 5;

  private static final int WARM_UP = 2_000;

  /** What the loops counted, so that they cannot be dropped. */
  private static volatile long counted;

  private final List<Looks> all = new ArrayList<>();
  private volatile boolean stopping;

  /** What was seen of one CPU: when, and ns of an iteration. Read once the thread has ended. */
  private final class Looks implements Runnable {
    private final int cpu;
    private final long first;
    private final long period;
    private final Thread thread;
    private long[] when = new long[256];
    private double[] nanos = new double[256];
    private int n;

    Looks(int cpu, long first, long period) {
      this.cpu = cpu;
      this.first = first;
      this.period = period;
      thread = new Thread(this, "speed-watch-" + cpu);
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void run() {
      try {
        Pinning.pinCurrentThread(cpu);
      } catch (Refusal gone) {
        return; // a CPU without looks leaves the speed absent
      }
      for (long next = first; !stopping; next += period) {
        for (long now = System.nanoTime(); now < next && !stopping; now = System.nanoTime()) {
          LockSupport.parkNanos(next - now);
        }
        look();
        if (System.nanoTime() - next > period) {
          // it waited for its CPU: no burst of looks to make up for it, and its turn stays its own
          next += (System.nanoTime() - next) / period * period;
        }
      }
    }

    private void look() {
      if (n == when.length) {
        when = Arrays.copyOf(when, 2 * n);
        nanos = Arrays.copyOf(nanos, 2 * n);
      }
      when[n] = System.nanoTime();
      nanos[n++] = iterationNanos();
    }

    double[] between(long from, long to) {
      return IntStream.range(0, n)
          .filter(i -> when[i] >= from)
          .filter(i -> when[i] <= to || i == n - 1 || (i > 0 && when[i - 1] < to))
          .mapToDouble(i -> nanos[i])
          .toArray();
    }
  }

  /**
   * @param cpus to be watched, in the order in which they are told
   */
  public static SpeedWatch start(List<Integer> cpus) {
    for (int i = 0; i < WARM_UP; i++) {
      iterationNanos();
    }
    SpeedWatch watch = new SpeedWatch();
    long pause = Math.max(LEAST_PAUSE_NANOS, PERIOD_NANOS / cpus.size());
    long begin = System.nanoTime();
    for (int i = 0; i < cpus.size(); i++) {
      watch.all.add(watch.new Looks(cpus.get(i), begin + (i + 1) * pause, pause * cpus.size()));
    }
    return watch;
  }

  /** One iteration of the counting loop on the calling thread's CPU now, ns. */
  public static double iterationNanos() {
    long[] took = new long[BURSTS];
    long x = counted;
    for (int i = 0; i < BURSTS; i++) {
      long t0 = System.nanoTime();
      x = ComputingTask.count(x, ITERATIONS);
      took[i] = System.nanoTime() - t0;
    }
    counted = x;
    Arrays.sort(took);
    return (double) took[BURSTS / 2] / ITERATIONS;
  }

  /**
   * Ends the watch.
   *
   * @param from start of what counts, by {@link System#nanoTime}
   * @param to its end; the first look after it counts too, so that a short trial has one
   */
  Proof.Speed between(long from, long to) throws InterruptedException {
    close();
    for (Looks looks : all) {
      looks.thread.join();
    }
    double[] shares = new double[all.size()];
    Arrays.fill(shares, 1.0 / shares.length);
    return SpeedSeen.of(all.stream().map(looks -> looks.between(from, to)).toList(), shares);
  }

  @Override
  public void close() {
    stopping = true;
    all.forEach(looks -> LockSupport.unpark(looks.thread));
  }
}
