package io.fairlane.sim.engine;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;

/**
 * One source of randomness for one purpose. Streams are derived from (seed, purpose), never from
 * the order of use, so that two arms of one replication meet the same luck where they do the same.
 */
public final class RandomStream {
  private final UniformRandomProvider bits;

  /**
   * @param seed of the replication
   * @param purpose a number for each use, for example an enum's ordinal
   */
  public RandomStream(long seed, int purpose) {
    long first = mix(seed + 0x9E3779B97F4A7C15L * (purpose + 1L));
    long[] state = new long[4];
    for (int i = 0; i < state.length; i++) {
      state[i] = mix(first + 0x9E3779B97F4A7C15L * (i + 1L));
    }
    // a run has dozens of streams, and RandomSource makes each by reflection
    bits = new XoShiRo256PlusPlus(state);
  }

  /** Uniform in 0 (inclusive) to {@code bound} (exclusive). */
  public long below(long bound) {
    return bits.nextLong(bound);
  }

  /** Uniform in 0 (inclusive) to {@code bound} (exclusive). */
  public int below(int bound) {
    return bits.nextInt(bound);
  }

  /** Uniform in 0 (exclusive) to 1 (exclusive). */
  public double unit() {
    return ((bits.nextLong() >>> 11) + 0.5) * 0x1p-53;
  }

  int next12Bits() {
    return bits.nextInt() >>> 20;
  }

  /** Derives an independent seed, for example of replication {@code n} from a master seed. */
  public static long derive(long seed, long n) {
    return mix(mix(seed) + 0x9E3779B97F4A7C15L * (n + 1));
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long z0) {
    long z = (z0 ^ (z0 >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
