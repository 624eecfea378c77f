package io.fairlane.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private long now;

  private ProgressLine line(boolean terminal, int columns) {
    PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
    return new ProgressLine(out, terminal, columns, () -> now);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8).replace("\r\033[2K", "|");
  }

  private void after(double seconds) {
    now += Math.round(seconds * 1e9);
  }

  @Test
  void writesNothingWithoutATerminal() {
    ProgressLine line = line(false, 80);
    line.at("measuring 1/3 go fair", 1, 3);
    line.clear();
    assertThat(text()).isEmpty();
  }

  @Test
  void saysWhatIsDoneHowFarAndHowLong() {
    ProgressLine line = line(true, 80);
    line.at("measuring 1/4 go fair", 0, 4);
    after(20);
    line.at("measuring 2/4 go fair", 1, 4);
    line.clear();
    assertThat(text())
        .isEqualTo("|measuring 1/4 go fair   0 %|measuring 2/4 go fair   25 %   about 1 min left|");
  }

  @Test
  void aResumedStepIsTimedFromWhereItBegan() {
    ProgressLine line = line(true, 80);
    line.at("measuring 3/4 go fair", 2, 4);
    after(10);
    line.at("measuring 4/4 go fair", 3, 4);
    assertThat(text()).endsWith("75 %   about 10 s left");
  }

  @Test
  void theTimeLeftGoesOnDuringALongTrial() {
    ProgressLine line = line(true, 80);
    line.at("measuring 1/4 go fair", 0, 4);
    after(20);
    line.at("measuring 2/4 go fair", 1, 4);
    after(15);
    line.tick();
    assertThat(text()).endsWith("25 %   about 45 s left");
    line.clear();
    line.tick();
    assertThat(text()).endsWith("left|");
  }

  @Test
  void anEstimateFromBeforeGivesTheTimeLeftAtOnceAndGivesWayToThePace() {
    ProgressLine line = line(true, 80);
    line.at("predicting", 1, 1);
    after(1);
    line.expect(100);
    line.at("measuring 1/20 go fair", 0, 1);
    assertThat(text()).endsWith("measuring 1/20 go fair   0 %   about 1 min 40 s left");
    after(10);
    // a twentieth took 10 s where 5 s were expected: a quarter of the way to 200 s in all
    line.at("measuring 2/20 go fair", 0.05, 1);
    assertThat(text()).endsWith("5 %   about 1 min 59 s left");
    after(90);
    line.at("measuring 10/20 go fair", 0.5, 1);
    assertThat(text()).endsWith("50 %   about 1 min 40 s left");
  }

  @Test
  void whatIsExpectedIsOfOneStepOnly() {
    ProgressLine line = line(true, 80);
    line.expect(100);
    line.at("measuring 1/2 go fair", 0.5, 1);
    assertThat(text()).endsWith("50 %   about 50 s left");
    after(1);
    line.at("comparing", 0, 1);
    assertThat(text()).endsWith("comparing   0 %");
  }

  @Test
  void theSameStepOfAnotherRuntimeBeginsAgain() {
    ProgressLine line = line(true, 80);
    line.at("calibrating go", 0, 10);
    after(20);
    line.at("calibrating go", 10, 10);
    line.at("calibrating pool", 0, 10);
    after(3);
    line.at("calibrating pool", 5, 10);
    assertThat(text()).endsWith("calibrating pool   50 %   about 3 s left");
  }

  @Test
  void isNeverWiderThanTheTerminalAndNeverFasterThanTheEye() {
    ProgressLine line = line(true, 20);
    for (int done = 0; done < 1_000; done++) {
      line.at("predicting something with a long name", done, 1_000);
      after(0.001);
    }
    assertThat(text().split("\\|")).hasSizeLessThan(13).allMatch(drawn -> drawn.length() < 20);
  }

  @Test
  void durationsInWords() {
    assertThat(ProgressLine.duration(0.2)).isEqualTo("1 s");
    assertThat(ProgressLine.duration(59.4)).isEqualTo("59 s");
    assertThat(ProgressLine.duration(60)).isEqualTo("1 min");
    assertThat(ProgressLine.duration(95)).isEqualTo("1 min 35 s");
    assertThat(ProgressLine.duration(7_260)).isEqualTo("2 h 1 min");
  }

  @Test
  void aTerminalThatDoesNotKnowItsSizeIsTakenFor80Columns() {
    line(true, 0).at("x".repeat(100), 0, 1);
    assertThat(text()).isEqualTo("|" + "x".repeat(79));
  }
}
