package io.fairlane.runner.rig;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which trials are run, in which order. Each block holds every arm of every runtime once, shuffled:
 * a drift of the machine meets all arms alike, and after any block all arms have equally many
 * trials.
 *
 * <pre>
 *   block 0: go locked | pool fair | go fair     | pool pinned
 *   block 1: pool fair | go fair   | pool pinned | go locked    ...
 * </pre>
 *
 * @param blocks in the order in which they are run
 */
public record TrialPlan(List<List<Planned>> blocks) {
  /** Golden-ratio increment and finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  /**
   * One trial to be run.
   *
   * @param rep number within its arm, from 0; also the number of its block
   * @param seed fixed by master seed, runtime, arm and rep, whatever else is in the plan
   */
  public record Planned(Runtime runtime, Arm arm, int rep, long seed) {}

  /**
   * @param arms per runtime, in table order
   * @param trials per arm and runtime
   */
  public static TrialPlan of(long seed, Map<Runtime, List<Arm>> arms, int trials) {
    List<List<Planned>> blocks = new ArrayList<>();
    for (int rep = 0; rep < trials; rep++) {
      List<Planned> block = new ArrayList<>();
      for (Map.Entry<Runtime, List<Arm>> entry : arms.entrySet()) {
        for (Arm arm : entry.getValue()) {
          block.add(
              new Planned(entry.getKey(), arm, rep, trialSeed(seed, entry.getKey(), arm, rep)));
        }
      }
      shuffle(block, mix(seed, rep));
      blocks.add(List.copyOf(block));
    }
    return new TrialPlan(List.copyOf(blocks));
  }

  /** All trials, in order. */
  public List<Planned> trials() {
    return blocks.stream().flatMap(List::stream).toList();
  }

  static long trialSeed(long seed, Runtime runtime, Arm arm, int rep) {
    return mix(mix(mix(seed, runtime.label().hashCode()), arm.label().hashCode()), rep);
  }

  /** Fisher and Yates. The bias of the modulo is below 2^-50 for any block there can be. */
  private static void shuffle(List<Planned> block, long seed) {
    for (int last = block.size() - 1; last > 0; last--) {
      int other = (int) Long.remainderUnsigned(mix(seed, last), last + 1);
      Planned swapped = block.get(other);
      block.set(other, block.get(last));
      block.set(last, swapped);
    }
  }

  private static long mix(long seed, long part) {
    long z = seed + GAMMA * (part + 1);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
