package io.fairlane.bench.sweep;

import io.fairlane.analysis.stats.LogRatio;
import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.sweep.ItemLog;
import io.fairlane.experiment.sweep.Results;
import io.fairlane.experiment.sweep.Shard;
import io.fairlane.experiment.sweep.Sweep;
import io.fairlane.experiment.sweep.SweepDirectory;
import io.fairlane.experiment.sweep.SweepSource;
import io.fairlane.sim.sweep.SweepEngine;
import io.fairlane.sim.sweep.ThreadEngine;
import io.fairlane.sim.sweep.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A sweep on two threads, log and sorted result included, against the same items one after the
 * other on one thread without any of that. Warm, in one JVM, the ways interleaved. Two bare loops
 * side by side tell what of a loss is the host's: its two CPUs may not be two cores.
 */
final class Efficiency {
  private static final int THREADS = 2;

  /** Wall time in seconds of each round. */
  private final double[] one;

  private final double[] two;
  private final double[] sweep;
  private final Work work;
  private final SweepSource source;
  private final Map<Runtime, Costs> costs;
  private final Path folder;
  private final int items;

  private Efficiency(String text, Map<Runtime, Costs> costs, Path folder, int rounds) {
    Sweep sweeps = Sweeps.read(text);
    this.source = new SweepSource("bench", text, "", List.of(), null, null);
    this.costs = costs;
    this.work = new Work(sweeps, costs);
    this.items = sweeps.items();
    this.folder = folder;
    this.one = new double[rounds];
    this.two = new double[rounds];
    this.sweep = new double[rounds];
  }

  static Efficiency measure(String text, Map<Runtime, Costs> costs, Path folder, int rounds)
      throws Exception {
    Efficiency all = new Efficiency(text, costs, folder, rounds);
    all.bare(THREADS);
    all.swept(-1);
    for (int round = 0; round < rounds; round++) {
      SweepBench.tell("efficiency, round " + (round + 1) + "/" + rounds);
      all.one[round] = all.bare(1);
      all.sweep[round] = all.swept(round);
      all.two[round] = all.bare(THREADS);
    }
    return all;
  }

  /** Seconds of one item, both arms, on one thread: the model warm. */
  static double itemSeconds(String text, Map<Runtime, Costs> costs) throws InterruptedException {
    Sweep sweep = Sweeps.read(text);
    Work work = new Work(sweep, costs);
    double last = 0;
    for (int again = 0; again < 3; again++) {
      long start = System.nanoTime();
      for (int item = 0; item < sweep.items(); item++) {
        work.run(item);
      }
      last = (System.nanoTime() - start) / 1e9 / sweep.items();
    }
    return last;
  }

  private double bare(int threads) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    Runnable loop =
        () -> {
          for (int item = next.getAndIncrement(); item < items; item = next.getAndIncrement()) {
            work.run(item);
          }
        };
    long start = System.nanoTime();
    List<Thread> workers =
        IntStream.range(0, threads).mapToObj(i -> Thread.ofPlatform().start(loop)).toList();
    for (Thread worker : workers) {
      worker.join();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private double swept(int round) throws Exception {
    Path path = Files.createDirectories(folder.resolve("efficiency" + round));
    long start = System.nanoTime();
    SweepDirectory directory =
        SweepDirectory.create(
            path,
            new SweepDirectory.Manifest("bench", "", null, "", List.of(), source, Shard.ALL),
            costs);
    try (ItemLog log = ItemLog.open(directory.log(), items);
        SweepEngine engine = new ThreadEngine(THREADS)) {
      engine.run(
          work,
          IntStream.range(0, items).iterator(),
          new SweepEngine.Sink() {
            @Override
            public void take(int item, String rows) {
              log.append(item, rows);
            }

            @Override
            public void tick() {
              log.flushIfDue();
            }
          });
      log.sync();
      Results.write(directory, work.sweep(), log);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  int items() {
    return items;
  }

  /** Of the sweep: items x cost of one, over what two threads could have done in its time. */
  RatioEstimate ofSweep() {
    return LogRatio.paired(one, times(sweep));
  }

  /** The same of two bare loops. */
  RatioEstimate ofHost() {
    return LogRatio.paired(one, times(two));
  }

  /** The sweep's beside the two loops: what log, result and engine cost. */
  RatioEstimate ofEngine() {
    return LogRatio.paired(two, sweep);
  }

  /** Mean milliseconds of an item, on one thread. */
  double itemMillis() {
    return 1e3 * Arrays.stream(one).average().orElseThrow() / items;
  }

  double sweepSeconds() {
    return Arrays.stream(sweep).average().orElseThrow();
  }

  private static double[] times(double[] seconds) {
    return Arrays.stream(seconds).map(s -> THREADS * s).toArray();
  }
}
