package io.fairlane.bench.sweep;

import static io.fairlane.bench.sweep.SweepBench.number;

import io.fairlane.analysis.stats.RatioEstimate;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The targets and the constants of the cost model, as Markdown. */
final class ScaleTable {
  private static final double EFFICIENT = 0.95;
  private static final double SPARK_OVER_THREADS = 1.3;
  private static final long GIB_IN_MIB = 1024;
  private static final double SMALL_SECONDS = 60;

  /** Cores of a cluster for which the crossing is worked out. */
  private static final int[] CORES = {4, 16, 64};

  private final List<String> targets = new ArrayList<>();
  private final List<String> constants = new ArrayList<>();

  private void target(String what, String measured, String target, boolean met) {
    targets.add("| " + what + " | " + measured + " | " + target + " | " + word(met) + " |");
  }

  private static String word(boolean met) {
    return met ? "met" : "missed";
  }

  private void constant(String what, String value) {
    constants.add("| " + what + " | " + value + " |");
  }

  private static String ratio(RatioEstimate r) {
    return number("%.3f [%.3f, %.3f], n = %d", r.ratio(), r.low(), r.high(), r.n());
  }

  void efficiency(Efficiency e) {
    target(
        number("2 threads, %,d items: items x cost of one / 2 x wall time", e.items()),
        ratio(e.ofSweep()) + number(" (%.1f s)", e.sweepSeconds()),
        ">= 0.95",
        e.ofSweep().ratio() >= EFFICIENT);
    constant("the same of two bare loops side by side: the host's part", ratio(e.ofHost()));
    constant("the bare loops over the sweep: log, result, engine", ratio(e.ofEngine()));
  }

  void cost(double itemMillis) {
    constant("an item of that map (fair and locked), one thread", number("%.2f ms", itemMillis));
  }

  void spark(RatioEstimate r, double threads, double spark) {
    target(
        "Spark `local[2]` / 2 threads, whole commands",
        ratio(r) + number(" (%.1f s / %.1f s)", spark, threads),
        "<= 1.3",
        r.ratio() <= SPARK_OVER_THREADS);
  }

  void noSpark() {
    targets.add(
        "| Spark `local[2]` / 2 threads | not built: spark/build | <= 1.3 | not measured |");
  }

  void start(String engine, double seconds) {
    constant(
        "a sweep of 10 items on " + engine + ": what a start costs", number("%.2f s", seconds));
  }

  /**
   * Threads take s + N a, a cluster of c cores t + N b 2/c: equal at N = (t - s) / (a - 2b/c).
   *
   * @param threadsMillis wall time of one more item on two threads
   * @param sparkMillis the same on Spark's two
   */
  void crossing(double threads, double spark, double threadsMillis, double sparkMillis) {
    constant("one more item, wall time on 2 threads", number("%.3f ms", threadsMillis));
    constant("one more item, wall time on Spark `local[2]`", number("%.3f ms", sparkMillis));
    for (int cores : CORES) {
      double gain = threadsMillis - 2 * sparkMillis / cores;
      double items = 1e3 * (spark - threads) / gain;
      constant(
          number("from here on Spark on %d cores overtakes 2 threads", cores),
          gain <= 0
              ? "never"
              : number("%,.0f items, %.0f s of 2 threads", items, items * threadsMillis / 1e3));
    }
  }

  void wire(Wire wire) {
    constant("the work, once to each executor", number("%,d B", wire.work()));
    constant("an item, to an executor", number("%.0f B", wire.item()));
    constant("its two rows, back", number("%.0f B", wire.rows()));
  }

  void memory(WorkerMemory memory) {
    constant(
        "a worker: its run of the seed, 50,000 tasks, 1 slot",
        number("%.2f MB", memory.run() / 1e6));
    constant("a worker, for each further slot of the channel", number("%.0f B", memory.slot()));
  }

  void many(int cells, Command.Used used) {
    target(
        number("%,d cells, 2 runs each, `FAIRLANE_HEAP=1g`", cells),
        number(
            "heap %,d MiB at most, %,d MiB after a collection; process %,d MiB; %.0f s",
            used.heapMiB(), used.liveMiB(), used.residentMiB(), used.seconds()),
        "<= 1 GiB",
        used.heapMiB() <= GIB_IN_MIB);
  }

  void small(int cells, Command.Used used) {
    target(
        number("%,d small cells x 20 replications, 2 threads", cells),
        number("%.1f s", used.seconds()),
        "<= 60 s",
        used.seconds() <= SMALL_SECONDS);
  }

  void print(PrintStream out) {
    out.println("| sweep | measured | target | |\n|---|---|---|---|");
    targets.forEach(out::println);
    out.println("\n| constant | |\n|---|---:|");
    constants.forEach(out::println);
  }
}
