package io.fairlane.analysis.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.compare.Stratum;
import io.fairlane.analysis.stats.ModelError;
import io.fairlane.experiment.Runtime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridWordsTest {
  @ParameterizedTest
  @CsvSource({"0.00005, 0.00005", "0.0048, 0.005", "0.0001, 0.0001", "0.012, 0.01", "0.5, 0.50"})
  void aSmallProbabilityKeepsADigit(double p, String written) {
    assertThat(GridWords.p(p)).isEqualTo(written);
  }

  @Test
  void anErrorIsTakenApart() {
    ModelError model = ModelError.of(new double[] {0.2, -0.2, 0.2, -0.2, 0.2}, new double[5]);
    assertThat(
            GridWords.errors(
                new ErrorBudget(Runtime.GO, 48, 0.061, 0.43, Map.of(Stratum.CROWD, model))))
        .isEqualTo(
            "errors, go: were the model right, luck and costs alone would put half of the cells off"
                + " by more than 6.1 % and a tenth by more than 43 %; the intervals also hold what"
                + " the model gets wrong of study cells (sd): crowd 20 % [12, 49], 5 cells.");
    assertThat(GridWords.errors(new ErrorBudget(Runtime.GO, 16, 0.061, 0.43, Map.of())))
        .endsWith("; how much the model adds is asked of these very cells.");
  }
}
