package io.fairlane.runner.pool;

import io.fairlane.experiment.Scenario;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * When paced producers mean to send: an open loop, a schedule for each that nothing shifts. It
 * begins when the first of them first runs. A schedule follows from the seed, so whoever receives a
 * producer's messages in order knows when each was due without being told.
 */
final class Pace {
  private final int producers;

  /** Mean time between two messages of one producer (ns). */
  private final double gap;

  private final boolean exponential;
  private final long seed;

  /** By {@link System#nanoTime}; written once, before the first message. */
  private volatile long origin;

  private boolean begun;

  /**
   * @param scenario with a rate
   */
  Pace(Scenario.Producers scenario, long seed) {
    this.producers = scenario.tasks();
    this.gap = 1e9 * producers / scenario.rate();
    this.exponential = scenario.arrivals() == Scenario.Arrivals.EXPONENTIAL;
    this.seed = seed;
  }

  /** A producer runs for the first time. */
  synchronized void begin(long now) {
    if (!begun) {
      begun = true;
      origin = now;
    }
  }

  /** From its first message on; used by one thread at a time, and read after {@link #begin}. */
  Schedule of(int producer) {
    return new Schedule(producer);
  }

  final class Schedule {
    /** Null: all gaps are equal. */
    private final ContinuousSampler gaps;

    /** Of the next message, after the origin (ns). */
    private double next;

    private Schedule(int producer) {
      if (exponential) {
        UniformRandomProvider bits = RandomSource.XO_RO_SHI_RO_128_PP.create(seed + producer);
        gaps = ZigguratSampler.Exponential.of(bits, gap);
        next = gaps.sample();
      } else {
        gaps = null;
        // shifted against each other, so that together they send at equal gaps, too
        next = gap * producer / producers;
      }
    }

    /** On to the next message: when it is due, by {@link System#nanoTime}. */
    long next() {
      long due = origin + Math.round(next);
      next += gaps == null ? gap : gaps.sample();
      return due;
    }
  }
}
