package io.fairlane.runner.calibrate;

import io.fairlane.experiment.CitedGrowth;
import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.runner.calibrate.bench.CrowdBench;
import io.fairlane.runner.calibrate.bench.PairBench;
import io.fairlane.runner.calibrate.bench.StepBench;
import io.fairlane.runner.host.Fingerprint;
import io.fairlane.runner.host.Pinning;
import io.fairlane.runner.host.Topology;
import io.fairlane.runner.pool.ComputingTask;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.util.Statistics;

/** {@link Costs} of the pool, from the benchmarks in {@code bench}. */
public final class PoolCalibration implements Calibrator {
  /** Iterations of one timed background turn: the seed's. */
  private static final long WORK = 100_000;

  /** Which counter of StepBench has the speed beside a figure. */
  private static final Map<String, String> STEPS =
      Map.of(
          "send", "messageIteration",
          "receive", "messageIteration",
          "meeting", "meetingIteration",
          "ready", "readyIteration",
          "spawn", "spawnIteration",
          "steal", "stealIteration");

  /** The same of PairBench. */
  private static final Map<String, String> PAIRS =
      Map.of(
          "sendContended", "sendContendedIteration",
          "receiveContended", "receiveContendedIteration",
          "wakeShort", "wakeIteration",
          "wakeLong", "wakeIteration",
          "wakeSameCpu", "wakeIteration",
          "yield", "yieldIteration");

  @Override
  public Runtime runtime() {
    return Runtime.POOL;
  }

  @Override
  public Costs calibrate(Mode mode, Progress progress) throws InterruptedException {
    Topology topology = Topology.read();
    if (topology.allowed().cardinality() < 2) {
      throw Refusal.hostCannot(
          "calibrating the pool needs two CPUs, this process may use "
              + topology.allowed().cardinality()
              + ": widen the mask (taskset, cpuset)");
    }
    Pinning.Check pinning = Pinning.check();
    if (!pinning.works()) {
      throw Refusal.hostCannot(pinning.says());
    }
    Benchmarks jmh = new Benchmarks(mode);
    String what = "calibrating pool";
    progress.at(what, 0, 4);
    Statistics yields = jmh.sampled(CrowdBench.class, "yield", "work", "0");
    progress.at(what, 1, 4);
    Statistics turns = jmh.sampled(CrowdBench.class, "turn", "work", Long.toString(WORK));
    progress.at(what, 2, 4);
    Counted steps = jmh.counted(StepBench.class, "step");
    progress.at(what, 3, 4);
    Counted pairs = jmh.counted(PairBench.class, "pair");
    progress.at(what, 4, 4);
    return costs(topology.allowed().cardinality(), yields, turns, steps, pairs);
  }

  private static Costs costs(
      int cpus, Statistics yields, Statistics turns, Counted steps, Counted pairs) {
    Cost asTimed = median(yields, "CrowdBench.yield: 50,000 tasks, 2 workers, no work");
    Cost turn = median(turns, "");
    Cost iteration =
        new Cost(
            (turn.value() - asTimed.value()) / WORK,
            (turn.low() - asTimed.high()) / WORK,
            (turn.high() - asTimed.low()) / WORK,
            1,
            "CrowdBench.turn of 100,000 iterations, 2 workers, less yield");
    PoolFigures alone = new PoolFigures(steps, STEPS, iteration.value());
    PoolFigures both = new PoolFigures(pairs, PAIRS, iteration.value());
    Cost yield = asTimed.withElasticity(both.elasticity("yield"));
    Samples visible = pairs.of("visible");
    Samples slack = pairs.of("sleep20us").minus(20_000);
    Cost wake = both.cost("wakeShort", "PairBench.wakeShort: unpark to running, slept 5 us");
    // A computing task looks once a chunk: the request waits for half of one on average.
    double halfChunk = 0.5 * ComputingTask.CHUNK * iteration.value();
    Cost seen = visible.cost("PairBench.visible: a word from CPU to CPU");
    return new Costs(
        Runtime.POOL,
        Fingerprint.hostId(),
        cpus,
        iteration,
        yield,
        alone.cost("send", "StepBench.send: turns of 100,000"),
        alone.cost("receive", "StepBench.receive: turns of 100,000"),
        both.cost("sendContended", "LaneWindows.send: a slice, the lane keeps up, 2 CPUs"),
        both.cost("receiveContended", "LaneWindows.receive: from half full, 2 CPUs"),
        // PairBench has one partner, on one other CPU
        CitedGrowth.ofSend(Runtime.POOL, "measured with two CPUs only"),
        CitedGrowth.ofReceive(Runtime.POOL, "measured with two CPUs only"),
        Cost.cited(0, "a pool task is asked between its turns only: within ready"),
        alone.cost("ready", "StepBench.ready: 200 tasks in turn, kick-out included"),
        alone.cost(
            List.of("meeting", "send", "receive", "ready"),
            r -> r.get("meeting") - r.get("send") - r.get("receive") - r.get("ready"),
            "StepBench.meeting less send, receive, ready"),
        Cost.cited(0, "a pool task is asked between its turns only: within park"),
        alone.cost("spawn", "StepBench.spawn: loop of 5,000, overflows included"),
        wake,
        // No task is ever locked to a thread: unpark to running stands for a thread hand-off.
        both.cost("wakeSameCpu", "PairBench.wakeSameCpu: unpark to running, CPU shared"),
        wake,
        both.cost("wakeLong", "PairBench.wakeLong: unpark to running, slept 200 us"),
        alone.cost("steal", "StepBench.steal: 67 tasks on average"),
        pairs.of("sleep3us").cost("PairBench.sleep3us: parkNanos(3 us)"),
        pairs.of("sleep10ms").cost("PairBench.sleep10ms: parkNanos(10 ms)"),
        slack.cost("PairBench.sleep20us: parkNanos(20 us) less 20 us"),
        seen,
        new Cost(
            seen.value() + halfChunk,
            seen.low() + halfChunk,
            seen.high() + halfChunk,
            1,
            "half a chunk of 1,000 iterations, and visible"),
        new Cost(
            yield.value() / 2,
            yield.low() / 2,
            yield.high() / 2,
            yield.elasticity(),
            "half of CrowdBench.yield: two workers that do nothing else"),
        turnJitter(turns),
        Samples.relativeSd(
            steps.of("send").plus(steps.of("receive")),
            "StepBench: sd of send + receive from iteration to iteration"),
        both.ratio(
            "loneIteration",
            "sharedIteration",
            "PairBench: counting loop while the other CPU idles, over both computing"));
  }

  /** Median of many samples with the interval between the two ranks around it. */
  private static Cost median(Statistics samples, String source) {
    double off = 98 / Math.sqrt(samples.getN());
    return new Cost(
        samples.getPercentile(50),
        samples.getPercentile(Math.max(0, 50 - off)),
        samples.getPercentile(Math.min(100, 50 + off)),
        source);
  }

  /**
   * From the percentiles that are one sd from the median of a normal distribution: the mean of a
   * few turns that lost their CPU for milliseconds is the host's doing, not the loop's.
   */
  private static Cost turnJitter(Statistics turns) {
    double sd = (turns.getPercentile(84.13) - turns.getPercentile(15.87)) / 2;
    double jitter = sd / turns.getPercentile(50);
    double half = 1.96 * jitter / Math.sqrt(2.0 * turns.getN());
    return new Cost(
        jitter,
        jitter - half,
        jitter + half,
        "CrowdBench.turn: half of p15.87 to p84.13 over the median");
  }
}
