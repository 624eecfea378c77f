package io.fairlane.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EnginesAgreeTest {
  private static final int EVENTS = 20_000;

  static List<Arguments> everyEngineOnEveryModel() {
    List<Arguments> all = new ArrayList<>();
    for (Model model : Model.values()) {
      for (int pending : model.isHold() ? new int[] {1, 8, 1_000} : new int[] {1}) {
        Arrays.stream(Engine.values())
            .forEach(engine -> all.add(Arguments.of(model, pending, engine)));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("everyEngineOnEveryModel")
  void theSameEventsHappenBatchAfterBatch(Model model, int pending, Engine engine) {
    EventModel reference = model.of(Engine.PRIORITY_QUEUE, pending);
    EventModel tested = model.of(engine, pending);
    for (int batch = 0; batch < 3; batch++) {
      assertThat(tested.run(EVENTS)).isEqualTo(reference.run(EVENTS));
    }
  }

  /**
   * Mean number in the system: rho / (1 - rho). The tolerance is three standard deviations over one
   * circle of draws, whose asymptotic variance is 2 rho (1 + rho) / (1 - rho)^4 (Whitt 1989).
   */
  @ParameterizedTest
  @CsvSource({"QUEUE_HALF_BUSY, 0.5, 0.041", "QUEUE_BUSY, 0.9, 2.1"})
  void theQueueIsTheQueueOfTheory(Model model, double rho, double tolerance) {
    EventModel queue = model.of(Engine.FAIRLANE, 1);
    int inSystem = 0;
    long now = 0;
    double area = 0;
    for (int event = 0; event < 2 * 65_536; event++) {
      long signedTime = queue.run(1);
      long then = Math.abs(signedTime);
      area += (double) inSystem * (then - now);
      inSystem += signedTime < 0 ? 1 : -1; // what run adds up: departures less arrivals
      now = then;
    }
    assertThat(area / now).isCloseTo(rho / (1 - rho), within(tolerance));
  }
}
