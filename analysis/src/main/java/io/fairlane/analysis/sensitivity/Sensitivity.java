package io.fairlane.analysis.sensitivity;

import io.fairlane.experiment.Json;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much of what is not known about a predicted speedup comes from which cost.
 *
 * @param scenario its name
 * @param runtime its label
 * @param arm the lane that is compared with fair
 * @param speedup predicted, at the estimates
 * @param replications behind each evaluation, with the same random numbers in all
 * @param luck what other random numbers do, with the same costs: a factor that is none (a dummy
 *     parameter: Khorashadi Zadeh et al. 2017). Effects that are no larger cannot be told from it
 * @param costs the most important first
 */
public record Sensitivity(
    String scenario,
    String runtime,
    String arm,
    double speedup,
    int replications,
    Morris.Effect luck,
    List<Row> costs) {

  /**
   * One cost.
   *
   * @param effect of moving it from one end of its interval to the other on ln(speedup)
   * @param share of the variance of ln(speedup); null if it was not among those looked at
   */
  public record Row(
      String name, double value, double low, double high, Morris.Effect effect, Sobol.Index share) {
    Row with(Sobol.Index index) {
      return new Row(name, value, low, high, effect, index);
    }
  }

  public Sensitivity {
    costs =
        costs.stream()
            .sorted(Comparator.comparingDouble((Row row) -> row.effect().importance()).reversed())
            .toList();
  }

  /** The names of the most important, of those that can be told from luck. */
  public List<String> first(int n) {
    return costs.stream().filter(this::isTold).limit(n).map(Row::name).toList();
  }

  boolean isTold(Row row) {
    return row.effect().low() > luck.importance();
  }

  /** With shares of variance of the first costs, in their order. */
  public Sensitivity with(List<Sobol.Index> shares) {
    List<Row> rows =
        IntStream.range(0, costs.size())
            .mapToObj(i -> i < shares.size() ? costs.get(i).with(shares.get(i)) : costs.get(i))
            .toList();
    return new Sensitivity(scenario, runtime, arm, speedup, replications, luck, rows);
  }

  public String json() {
    return Json.write(this) + "\n";
  }
}
