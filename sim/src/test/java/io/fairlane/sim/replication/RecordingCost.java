package io.fairlane.sim.replication;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.ScenarioFiles;
import io.fairlane.sim.gpm.Durations;
import io.fairlane.sim.gpm.Rules;
import io.fairlane.sim.gpm.Simulation;
import io.fairlane.sim.latency.Latencies;
import io.fairlane.sim.program.Workload;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What recording latencies costs: replications of the seed with and without it in turns, the same
 * seeds for both. Run as a program; prints, for each arm, the medians of the time on a CPU and of
 * the ratios of pairs.
 */
final class RecordingCost {
  /** Time on a CPU: others that share the machine do not count. */
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private RecordingCost() {}

  /**
   * @param args how many pairs to time, and how many to run before; 40 and 10 if absent
   */
  public static void main(String[] args) {
    int pairs = args.length > 0 ? Integer.parseInt(args[0]) : 40;
    int warmUp = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    Scenario scenario = ScenarioFiles.read("seed", List.of());
    for (Arm arm : List.of(Arm.FAIR, Arm.LOCKED, Arm.DEDICATED)) {
      double[] without = new double[pairs];
      double[] with = new double[pairs];
      Latencies last = null;
      for (int i = -warmUp; i < pairs; i++) {
        boolean first = i % 2 == 0;
        double one = millis(scenario, arm, i, first ? null : (last = new Latencies()));
        double other = millis(scenario, arm, i, first ? (last = new Latencies()) : null);
        if (i >= 0) {
          without[i] = first ? one : other;
          with[i] = first ? other : one;
        }
      }
      double[] ratios = new double[pairs];
      for (int i = 0; i < pairs; i++) {
        ratios[i] = with[i] / without[i];
      }
      System.out.printf(
          Locale.ROOT,
          "%-10s without %8.3f ms, with %8.3f ms (medians of %d), median ratio %.3f; p50 %s p99 %s"
              + " p999 %s ns of %d messages%n",
          arm.label(),
          median(without),
          median(with),
          pairs,
          median(ratios),
          last.messages().quantileNs(0.5),
          last.messages().quantileNs(0.99),
          last.messages().quantileNs(0.999),
          last.messages().count());
    }
  }

  private static double millis(Scenario scenario, Arm arm, long seed, Latencies latencies) {
    Workload workload = Workload.of(scenario, arm);
    long start = CPU.getCurrentThreadCpuTime();
    Simulation simulation =
        Simulation.of(workload.main(), Rules.of(Runtime.GO), Durations.of(SampleCosts.go()))
            .procs(scenario.processors() - (arm.outsideRunQueues() ? 1 : 0))
            .channels(scenario.channel().capacity())
            .lane(workload.lane())
            .jitteredBy(seed)
            .latency(latencies)
            .build();
    if (!simulation.runToClockStop(Long.MAX_VALUE - 1)) {
      throw new IllegalStateException("the consumer did not finish");
    }
    return (CPU.getCurrentThreadCpuTime() - start) / 1e6;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
