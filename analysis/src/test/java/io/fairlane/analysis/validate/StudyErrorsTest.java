package io.fairlane.analysis.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.compare.Stratum;
import io.fairlane.analysis.compare.StudyErrors;
import io.fairlane.analysis.compare.StudyErrors.Quantity;
import io.fairlane.analysis.compare.StudyErrors.When;
import io.fairlane.analysis.stats.ModelError;
import io.fairlane.experiment.Runtime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the model gets wrong is known from study cells, and from no other. */
class StudyErrorsTest {
  @ParameterizedTest
  @EnumSource
  void holdEveryCellOfTheStudyGridsOnce(When when) {
    for (Runtime runtime : Runtime.values()) {
      List<GridCell> cells = Grid.read("study-" + runtime.label()).cells();
      List<String> study = cells.stream().map(GridCell::name).toList();
      StudyErrors errors = StudyErrors.of(when);
      for (Stratum stratum : Stratum.values()) {
        ModelError speedup = errors.of(runtime, Quantity.SPEEDUP, stratum);
        long own = cells.stream().filter(cell -> cell.stratum() == stratum).count();
        assertThat(speedup.cells()).isEqualTo(own < 5 ? cells.size() : (int) own);
        assertThat(speedup.sd()).as("neither perfect nor useless").isBetween(0.01, 3.0);
        assertThat(speedup.variance().contains(speedup.variance().point())).isTrue();
        assertThat(errors.of(runtime, Quantity.PRICE, stratum).isKnown()).isTrue();
        assertThat(errors.without(study).of(runtime, Quantity.SPEEDUP, stratum))
            .as("none is judged by itself, and no judged cell is among them")
            .isEqualTo(ModelError.NONE);
      }
    }
  }
}
