package io.fairlane.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class PitFiguresTest {
  private final UniformRandomProvider random = RandomSource.L64_X128_MIX.create(17);

  @Test
  void figuresOfAFewValues() {
    PitFigures its =
        PitFigures.of(List.of(List.of(0.0, 0.2), List.of(0.5, 0.7), List.of(0.6, 1.0)));
    assertThat(its.values()).isEqualTo(6);
    assertThat(its.mean().point()).isCloseTo(0.5, within(1e-12));
    // 0.64 / 6 of all; without a cell each 0.035, 0.1475, 0.0725: pseudo-values 0.25, 0.025, 0.175
    assertThat(its.variance().point()).isCloseTo(0.15, within(1e-12));
    assertThat(its.variance().high() - 0.15)
        .isCloseTo(4.302653 * 0.114564 / Math.sqrt(3), within(1e-5));
    // cells 0.1, 0.6, 0.8: sd 0.360555; t(2) = 4.302653
    assertThat(its.mean().high() - 0.5).isCloseTo(4.302653 * 0.360555 / Math.sqrt(3), within(1e-5));
    assertThat(its.histogram()).containsExactly(1, 0, 1, 0, 0, 1, 1, 1, 0, 1);
    PitFigures two = PitFigures.of(List.of(List.of(0.0, 0.2), List.of(0.6)));
    assertThat(two.variance().point()).as("too few").isCloseTo(0.56 / 9, within(1e-12));
    assertThat(two.variance().hasEnds()).isFalse();
    assertThat(PitFigures.of(List.of(List.of(0.9))).tooNarrow()).isFalse();
    assertThatThrownBy(() -> PitFigures.of(List.of(List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void faultsAreNamed() {
    PitFigures narrow = drawn(u -> u < 0.5 ? u / 2 : 1 - (1 - u) / 2);
    assertThat(narrow.tooNarrow()).isTrue();
    assertThat(narrow.biased()).isFalse();
    PitFigures wide = drawn(u -> 0.25 + u / 2);
    assertThat(wide.tooWide()).isTrue();
    assertThat(wide.tooNarrow()).isFalse();
    assertThat(drawn(Math::sqrt).biased()).isTrue();
  }

  /** Eight values of each of 48 cells. */
  private PitFigures drawn(DoubleUnaryOperator fault) {
    List<List<Double>> cells = new ArrayList<>();
    for (int cell = 0; cell < 48; cell++) {
      List<Double> values = new ArrayList<>();
      for (int trial = 0; trial < 8; trial++) {
        values.add(fault.applyAsDouble(random.nextDouble()));
      }
      cells.add(values);
    }
    return PitFigures.of(cells);
  }

  /** Trials of a cell that share its error: uniform over all cells, alike within each. */
  @Test
  void valuesOfACellAreNotTakenForIndependent() {
    int rounds = 1_000;
    int held = 0;
    int heldByValues = 0;
    int honest = 0;
    for (int round = 0; round < rounds; round++) {
      List<List<Double>> cells = new ArrayList<>();
      List<List<Double>> apart = new ArrayList<>();
      for (int cell = 0; cell < 48; cell++) {
        double shared = random.nextDouble();
        List<Double> values = new ArrayList<>();
        for (int trial = 0; trial < 8; trial++) {
          double value = (shared + 0.2 * random.nextDouble()) % 1;
          values.add(value);
          apart.add(List.of(value));
        }
        cells.add(values);
      }
      PitFigures figures = PitFigures.of(cells);
      held += figures.biased() ? 0 : 1;
      heldByValues += PitFigures.of(apart).biased() ? 0 : 1;
      honest += figures.tooNarrow() || figures.tooWide() ? 0 : 1;
    }
    assertThat(Share.of(held, rounds).high()).isGreaterThan(0.95);
    assertThat(Share.of(honest, rounds).high()).isGreaterThan(0.93);
    assertThat(Share.of(heldByValues, rounds).high()).as("control").isLessThan(0.8);
  }
}
