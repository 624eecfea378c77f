package io.fairlane.runner.pool;

import io.fairlane.experiment.Work;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.InverseTransformParetoSampler;
import org.apache.commons.rng.sampling.distribution.LogNormalSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * How many iterations a piece of work has. Each P draws from a stream of its own, as in the model:
 * nothing is shared between threads, and a task needs no generator.
 */
final class WorkDraws {
  private final long mean;

  /** One for each P and a last one for whoever has none; null if nothing varies. */
  private final ContinuousSampler[] samplers;

  private WorkDraws(long mean, ContinuousSampler[] samplers) {
    this.mean = mean;
    this.samplers = samplers;
  }

  static WorkDraws constant(long iterations) {
    return new WorkDraws(iterations, null);
  }

  /**
   * @param ps of the pool
   * @param seed of the trial; other work of the same trial gets another
   */
  static WorkDraws of(Work work, int ps, long seed) {
    if (work.isConstant()) {
      return constant(work.mean());
    }
    ContinuousSampler[] samplers = new ContinuousSampler[ps + 1];
    for (int i = 0; i <= ps; i++) {
      // SplitMix64 behind the seed makes generators of neighbouring seeds unlike
      UniformRandomProvider bits = RandomSource.XO_RO_SHI_RO_128_PP.create(seed + i);
      samplers[i] = sampler(work, bits);
    }
    return new WorkDraws(work.mean(), samplers);
  }

  private static ContinuousSampler sampler(Work work, UniformRandomProvider bits) {
    return switch (work.distribution()) {
      case CONSTANT -> throw new IllegalArgumentException("nothing to draw");
      case EXPONENTIAL -> ZigguratSampler.Exponential.of(bits, work.mean());
      case LOGNORMAL -> {
        // of this mean and this coefficient of variation
        double variance = Math.log1p(work.shape() * work.shape());
        yield LogNormalSampler.of(
            ZigguratSampler.NormalizedGaussian.of(bits),
            Math.log(work.mean()) - variance / 2,
            Math.sqrt(variance));
      }
      case PARETO ->
          InverseTransformParetoSampler.of(
              bits, work.mean() * (work.shape() - 1) / work.shape(), work.shape());
    };
  }

  /** On this P's thread. */
  long next(P p) {
    return samplers == null ? mean : Math.round(samplers[p.id()].sample());
  }

  /** On the one thread that has no P, or before the pool starts. */
  long next() {
    return samplers == null ? mean : Math.round(samplers[samplers.length - 1].sample());
  }
}
