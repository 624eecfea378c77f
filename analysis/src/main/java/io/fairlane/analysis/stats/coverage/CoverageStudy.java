package io.fairlane.analysis.stats.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All routines, row by row, with their controls. The same rows for the same number of runs. */
public final class CoverageStudy {
  private final List<Case> cases = new ArrayList<>();

  public CoverageStudy() {
    List<String> order = new ArrayList<>();
    cases.addAll(RatioCases.all());
    cases.addAll(AgreementCases.all());
    cases.addAll(ModelErrorCases.all());
    cases.addAll(BlockCases.all());
    cases.addAll(PooledIterations.all());
    for (Case each : cases) {
      if (!order.contains(each.routine())) {
        order.add(each.routine());
      }
    }
    cases.sort(Comparator.comparingInt(each -> order.indexOf(each.routine())));
  }

  public int rows() {
    return cases.size();
  }

  /** Name of a row's routine, before it is run. */
  public String routine(int row) {
    return cases.get(row).routine();
  }

  /**
   * @param runs experiments, at least 1
   */
  public CoverageRow run(int row, int runs) {
    return cases.get(row).run(runs);
  }
}
