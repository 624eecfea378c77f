package io.fairlane.analysis.sensitivity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Screening by elementary effects (Morris, Technometrics 1991): random walks through a grid of four
 * levels, each of which moves every factor once, by two thirds of its range. A factor's importance
 * is the mean absolute effect (mu*: Campolongo, Cariboni and Saltelli 2007), its standard deviation
 * tells of curvature and interactions. r walks over k factors take r (k + 1) evaluations.
 */
public final class Morris {
  private static final int LEVELS = 4;
  private static final double STEP = LEVELS / (2.0 * (LEVELS - 1));

  private Morris() {}

  /**
   * Of one factor, in units of the response over the factor's whole range.
   *
   * @param mean signed
   * @param importance mean absolute effect, mu*
   * @param low lower end of a 95 % interval of the importance, by Student's t over the walks
   * @param high its upper end
   * @param spread standard deviation of the effects: 0 = linear, and alone
   */
  public record Effect(double mean, double importance, double low, double high, double spread) {}

  /** Told after each evaluation. */
  @FunctionalInterface
  public interface Watch {
    void at(int done, int all);
  }

  /**
   * @param factors number of factors
   * @param walks at least 2
   * @return one for each factor
   */
  public static List<Effect> of(Response response, int factors, int walks, long seed, Watch watch)
      throws InterruptedException {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    double[][] effects = new double[factors][walks];
    int all = walks * (factors + 1);
    int done = 0;
    for (int walk = 0; walk < walks; walk++) {
      double[] at = new double[factors];
      boolean[] up = new boolean[factors];
      for (int i = 0; i < factors; i++) {
        up[i] = random.nextBoolean();
        // the level it starts from leaves room for the step
        double level = random.nextInt(LEVELS / 2) / (LEVELS - 1.0);
        at[i] = up[i] ? level : level + STEP;
      }
      double before = response.at(at.clone());
      watch.at(++done, all);
      for (int i : new PermutationSampler(random, factors, factors).sample()) {
        at[i] += up[i] ? STEP : -STEP;
        double after = response.at(at.clone());
        watch.at(++done, all);
        effects[i][walk] = (up[i] ? after - before : before - after) / STEP;
        before = after;
      }
    }
    List<Effect> summary = new ArrayList<>();
    for (double[] its : effects) {
      summary.add(effect(its));
    }
    return summary;
  }

  private static Effect effect(double[] effects) {
    double[] sizes = Arrays.stream(effects).map(Math::abs).toArray();
    double importance = StatUtils.mean(sizes);
    int n = effects.length;
    double half =
        new TDistribution(null, n - 1.0).inverseCumulativeProbability(0.975)
            * Math.sqrt(StatUtils.variance(sizes) / n);
    return new Effect(
        StatUtils.mean(effects),
        importance,
        Math.max(0, importance - half),
        importance + half,
        Math.sqrt(StatUtils.variance(effects)));
  }
}
