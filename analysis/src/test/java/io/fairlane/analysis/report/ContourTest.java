package io.fairlane.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ContourTest {
  /** On a plane the line is straight: 2x + y = 3.5. */
  @Test
  void aPlaneIsCutWhereItIsZero() {
    double[][] plane = new double[4][4];
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        plane[y][x] = 2 * x + y - 3.5;
      }
    }
    var segments = Contour.zero(plane);
    assertThat(segments).hasSize(4);
    assertThat(segments)
        .allSatisfy(
            s -> {
              assertThat(2 * s.x1() + s.y1()).isCloseTo(3.5, within(1e-12));
              assertThat(2 * s.x2() + s.y2()).isCloseTo(3.5, within(1e-12));
            });
  }

  @Test
  void aHillHasAClosedLineAndTheUnknownNone() {
    double[][] hill = {{-1, -1, -1}, {-1, 1, -1}, {-1, -1, -1}};
    assertThat(Contour.zero(hill)).hasSize(4);
    hill[0][0] = Double.NaN;
    assertThat(Contour.zero(hill)).hasSize(3);
    assertThat(Contour.zero(new double[][] {{1, 1}, {1, 1}})).isEmpty();
    assertThat(Contour.zero(new double[][] {{1, -1}, {-1, 1}})).as("saddle").hasSize(2);
  }
}
