package io.fairlane.bench.pool;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.runner.go.GoTrials;
import io.fairlane.runner.host.Placement;
import io.fairlane.runner.host.Topology;
import io.fairlane.runner.pool.PoolTrials;
import io.fairlane.runner.rig.TrialRunner;
import java.util.ArrayList;
import java.util.List;

/** {@code fairlane bench pool}: prints the tables of {@code runner/README.md}. */
public final class PoolBench {
  private static final int CPUS = 2;
  private static final double YIELD_SECONDS = 2;
  private static final int PRODUCERS = 20;
  private static final int TASKS = 50_000;
  private static final int CAPACITY = 100_000;
  private static final long MESSAGES = 20_000_000;

  private final int rounds;

  private PoolBench(int rounds) {
    this.rounds = rounds;
  }

  public static void main(String[] arguments) throws Exception {
    PoolBench bench = new PoolBench(List.of(arguments).contains("--quick") ? 2 : 7);
    try {
      Placement placement = Topology.read().place(CPUS, Arm.PINNED);
      bench.yields();
      bench.lanes(placement);
      bench.overhead();
    } catch (Refusal refused) {
      System.err.println("fairlane: " + refused.getMessage());
      System.exit(refused.exitCode());
    }
  }

  private void measure(String what, List<Rival> rivals) throws Exception {
    for (int round = 1; round <= rounds; round++) {
      for (Rival rival : rivals) {
        System.err.printf("fairlane: %s, round %d/%d: %s%n", what, round, rounds, rival.name);
        rival.measure();
      }
    }
  }

  /** Nobody sends, so the consumer waits in its receive and the crowd has every CPU. */
  private static double yields(TrialRunner runner, int tasks) throws InterruptedException {
    Scenario scenario =
        new Scenario(
            "yields",
            CPUS,
            new Scenario.Background(tasks, 0),
            new Scenario.Producers(0, 0),
            new Scenario.Channel(1),
            new Scenario.Consumer(Long.MAX_VALUE, 0));
    Trial trial = runner.run(scenario, Arm.FAIR, 0, 1, YIELD_SECONDS);
    return trial.counters().backgroundTurns() / trial.seconds();
  }

  private static double virtualYields(int tasks) throws Exception {
    return Java.run(
        List.of(
            "-Djdk.virtualThreadScheduler.parallelism=" + CPUS,
            "-Djdk.virtualThreadScheduler.maxPoolSize=" + CPUS),
        VirtualYields.class,
        String.valueOf(tasks),
        String.valueOf(YIELD_SECONDS));
  }

  private void yields() throws Exception {
    System.out.println(
        "| tasks that only yield | pool | Go Gosched | virtual Thread.yield | pool / Go"
            + " | pool / virtual |");
    System.out.println("|---:|---:|---:|---:|---:|---:|");
    TrialRunner go = new GoTrials();
    TrialRunner pool = new PoolTrials();
    for (int tasks : new int[] {1_000, 50_000}) {
      Rival ours = new Rival("pool", () -> yields(pool, tasks));
      Rival gosched = new Rival("Go", () -> yields(go, tasks));
      Rival virtual = new Rival("virtual threads", () -> virtualYields(tasks));
      measure(tasks + " tasks", List.of(ours, gosched, virtual));
      System.out.printf(
          "| %,d | %s | %s | %s | %s | %s |%n",
          tasks,
          ours.cell(),
          gosched.cell(),
          virtual.cell(),
          ours.over(gosched),
          ours.over(virtual));
    }
  }

  private static double pinned() throws InterruptedException {
    Scenario scenario =
        new Scenario(
            "lane",
            CPUS,
            new Scenario.Background(0, 0),
            new Scenario.Producers(PRODUCERS, 0),
            new Scenario.Channel(CAPACITY),
            new Scenario.Consumer(MESSAGES, 0));
    Trial trial = new PoolTrials().run(scenario, Arm.PINNED, 0, 1, 60);
    return trial.messages() / trial.seconds();
  }

  private static Rival bare(String name, String queue, int threads, Placement placement) {
    return new Rival(
        name,
        () ->
            Java.run(
                List.of(),
                BareLane.class,
                queue,
                String.valueOf(CAPACITY),
                String.valueOf(PRODUCERS),
                String.valueOf(threads),
                String.valueOf(MESSAGES),
                String.valueOf(placement.workers().get(0)),
                String.valueOf(placement.consumer())));
  }

  private void lanes(Placement placement) throws Exception {
    Rival pinned = new Rival("pool, pinned", PoolBench::pinned);
    List<Rival> bare =
        List.of(
            bare("JCTools, 20 threads", "jctools", PRODUCERS, placement),
            bare("JCTools, 1 thread for 20", "jctools", 1, placement),
            bare("ArrayBlockingQueue, 20 threads", "abq", PRODUCERS, placement),
            bare("Disruptor, 20 threads", "disruptor", PRODUCERS, placement));
    List<Rival> all = new ArrayList<>(List.of(pinned));
    all.addAll(bare);
    measure("lanes", all);
    System.out.println(
        "\n| 20 producers, one pinned consumer | million messages/s | pool / this |");
    System.out.println("|---|---:|---:|");
    for (Rival rival : all) {
      System.out.printf("| %s | %s | %s |%n", rival.name, rival.cell(), pinned.over(rival));
    }
  }

  private static double turnCost(int procs) throws Exception {
    return Java.run(List.of(), TurnCost.class, String.valueOf(TASKS), String.valueOf(procs));
  }

  private void overhead() throws Exception {
    Rival start = new Rival("start", () -> turnCost(0));
    Rival one = new Rival("a turn on one P", () -> turnCost(1));
    Rival two = new Rival("a turn on two Ps", () -> turnCost(2));
    measure("overhead", List.of(start, one, two));
    System.out.printf("%n| %,d tasks | median [least, most] | target |%n", TASKS);
    System.out.println("|---|---:|---:|");
    System.out.printf(
        "| all spawned, in a JVM that has just started | %s ms | <= 500 ms |%n", start.in(1e-3, 1));
    System.out.printf("| a turn beyond its work, one P | %s ns | <= 100 ns |%n", one.in(1, 0));
    System.out.printf(
        "| the same of each of two Ps that do nothing else | %s ns | |%n", two.in(1, 0));
  }
}
