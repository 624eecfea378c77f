package io.fairlane.analysis.validate;

import io.fairlane.analysis.compare.Stratum;
import io.fairlane.analysis.stats.BlockedDistance;
import io.fairlane.analysis.stats.DistributionDistance;
import io.fairlane.analysis.stats.Holm;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Runtime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * How far the predicted times of a message are from the measured ones, of one arm of one cell, as
 * distributions on a log scale: fair times of a few laps lie a hundredfold apart, and in
 * nanoseconds the longest trial alone would decide.
 *
 * @param trials measured
 * @param distance in ln: exp of it is a factor
 * @param adjusted its p by Holm over all arms of the runtime
 * @param withinStratum its p by Holm over the arms of its stratum alone
 * @param smallest the smallest p that the test of this arm could have given
 */
public record ArmDistance(
    GridCell cell,
    Arm arm,
    int trials,
    DistributionDistance distance,
    double adjusted,
    double withinStratum,
    double smallest) {
  /** Below it a distribution is called different. */
  static final double ALPHA = 0.05;

  /**
   * Labellings tried of each arm: all 13^4 of four blocks of one trial and twelve replications.
   * With 48 cells of two arms Holm's rule asks for a p of 0.05 / 96, for which 2,000 would just do.
   */
  private static final int ROUNDS = 29_999;

  /** For each arm with enough trials. */
  static List<ArmDistance> of(List<ArmSample> samples, long seed, Progress progress) {
    List<ArmDistance> all = new ArrayList<>();
    List<ArmSample> enough =
        samples.stream()
            .filter(sample -> sample.measured() >= DistributionDistance.MIN_MEASURED)
            .toList();
    String what = "comparing distributions";
    progress.at(what, 0, enough.size());
    AtomicInteger done = new AtomicInteger();
    Runnable another = () -> progress.at(what, done.incrementAndGet(), enough.size());
    for (Runtime runtime : Runtime.values()) {
      List<ArmSample> its =
          enough.stream().filter(sample -> sample.cell().runtime() == runtime).toList();
      all.addAll(ofOne(its, seed, another));
    }
    return List.copyOf(all);
  }

  /**
   * @param another told of each arm that is done, from any thread
   */
  private static List<ArmDistance> ofOne(List<ArmSample> samples, long seed, Runnable another) {
    List<BlockedDistance> distances =
        IntStream.range(0, samples.size())
            .parallel()
            .mapToObj(
                i -> {
                  var its = BlockedDistance.of(samples.get(i).blocks(), ROUNDS, seed + i);
                  another.run();
                  return its;
                })
            .toList();
    double[] p = distances.stream().mapToDouble(d -> d.distance().p()).toArray();
    double[] adjusted = Holm.adjusted(p);
    double[] within = new double[p.length];
    for (Stratum stratum : Stratum.values()) {
      int[] its =
          IntStream.range(0, p.length)
              .filter(i -> samples.get(i).cell().stratum() == stratum)
              .toArray();
      double[] own = Holm.adjusted(IntStream.of(its).mapToDouble(i -> p[i]).toArray());
      for (int i = 0; i < its.length; i++) {
        within[its[i]] = own[i];
      }
    }
    return IntStream.range(0, p.length)
        .mapToObj(
            i ->
                new ArmDistance(
                    samples.get(i).cell(),
                    samples.get(i).arm(),
                    samples.get(i).measured(),
                    distances.get(i).distance(),
                    adjusted[i],
                    within[i],
                    distances.get(i).smallest()))
        .toList();
  }

  /** "jg39 fair". */
  public String name() {
    return cell.name() + " " + arm.label();
  }

  public boolean differs() {
    return adjusted <= ALPHA;
  }

  public boolean differsWithinStratum() {
    return withinStratum <= ALPHA;
  }
}
