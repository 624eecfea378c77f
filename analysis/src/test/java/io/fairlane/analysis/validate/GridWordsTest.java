package io.fairlane.analysis.validate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridWordsTest {
  @ParameterizedTest
  @CsvSource({"0.00005, 0.00005", "0.0048, 0.005", "0.0001, 0.0001", "0.012, 0.01", "0.5, 0.50"})
  void aSmallProbabilityKeepsADigit(double p, String written) {
    assertThat(GridWords.p(p)).isEqualTo(written);
  }
}
