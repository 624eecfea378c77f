package io.fairlane.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void asManyDigitsAsTheyDeserve() {
    assertThat(Figures.speedup(18.24)).isEqualTo("18.2x");
    assertThat(Figures.speedup(1.043)).isEqualTo("1.04x");
    assertThat(Figures.speedup(0.00723)).isEqualTo("0.0072x");
    assertThat(Figures.speedup(123456)).isEqualTo("123kx");
    assertThat(Figures.speedup(Double.NaN)).isEqualTo("-");
    assertThat(Figures.interval(12.1, 27.3)).isEqualTo("[12, 27]");
    assertThat(Figures.interval(0.973, 1.062)).isEqualTo("[0.97, 1.06]");
    assertThat(Figures.interval(12.14, 12.86)).isEqualTo("[12.1, 12.9]");
    assertThat(Figures.interval(Double.NaN, 2)).isEmpty();
  }

  @Test
  void differences() {
    assertThat(Figures.percent(-0.0612)).isEqualTo("-6 %");
    assertThat(Figures.percent(0.0041)).isEqualTo("+0.4 %");
    assertThat(Figures.percent(0.00001)).isEqualTo("0 %");
    assertThat(Figures.percent(123)).isEqualTo(">999 %");
    assertThat(Figures.percent(Double.NaN)).isEqualTo("-");
  }

  @Test
  void durationsAndCounts() {
    assertThat(Figures.seconds(8.4)).isEqualTo("8.40 s");
    assertThat(Figures.seconds(0.331)).isEqualTo("331 ms");
    assertThat(Figures.seconds(1.25e-5)).isEqualTo("12.5 us");
    assertThat(Figures.seconds(0)).isEqualTo("0.00 s");
    assertThat(Figures.count(null)).isEqualTo("-");
    assertThat(Figures.count(8.26)).isEqualTo("8.3");
    assertThat(Figures.count(1234567.4)).isEqualTo("1,234,567");
  }
}
