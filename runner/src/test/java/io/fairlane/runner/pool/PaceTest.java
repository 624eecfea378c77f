package io.fairlane.runner.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.experiment.Work;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When messages are due, and how late they are. */
class PaceTest {
  private static final long BEGIN = 7_000;

  private static Pace pace(int producers, long rate, Scenario.Arrivals arrivals) {
    Pace pace = new Pace(new Scenario.Producers(producers, Work.constant(0), rate, arrivals), 42);
    pace.begin(BEGIN);
    return pace;
  }

  @Test
  void equalGapsOfAllProducersInterleave() {
    Pace pace = pace(4, 1_000, Scenario.Arrivals.CONSTANT);
    List<Long> due = new ArrayList<>();
    for (int producer = 0; producer < 4; producer++) {
      Pace.Schedule schedule = pace.of(producer);
      due.add(schedule.next());
      due.add(schedule.next());
    }
    due.sort(null);
    for (int i = 0; i < 8; i++) {
      assertThat(due.get(i)).isEqualTo(BEGIN + i * 1_000_000L);
    }
  }

  @Test
  void theFirstToRunBeginsTheScheduleOfAll() {
    Pace pace = pace(2, 1_000, Scenario.Arrivals.CONSTANT);
    pace.begin(BEGIN + 99);
    assertThat(pace.of(0).next()).isEqualTo(BEGIN);
  }

  @Test
  void exponentialGapsHaveTheirMeanAndTheSameAgain() {
    Pace pace = pace(3, 1_000, Scenario.Arrivals.EXPONENTIAL);
    Pace.Schedule schedule = pace.of(1);
    Pace.Schedule twin = pace.of(1);
    long last = BEGIN;
    double squares = 0;
    for (int i = 0; i < 20_000; i++) {
      long due = schedule.next();
      assertThat(twin.next()).isEqualTo(due);
      squares += Math.pow((due - last) / 3e6, 2);
      last = due;
    }
    assertThat((last - BEGIN) / 20_000.0).isCloseTo(3e6, within(0.1e6));
    assertThat(squares / 20_000).as("1 + cv^2").isCloseTo(2, within(0.15));
    assertThat(pace.of(2).next()).isNotEqualTo(pace.of(1).next());
  }

  @Test
  void aMessageIsAsLateAsItWasReceivedAfterItWasDue() {
    Pace pace = pace(2, 1_000, Scenario.Arrivals.CONSTANT);
    Arrivals arrivals = new Arrivals(pace, 2);
    for (int i = 0; i < 1_000; i++) {
      // of each producer one every 2 ms; the second one's are 5 us late, the first one's 20 us
      arrivals.received(0, BEGIN + 2_000_000L * i + 20_000);
      arrivals.received(1, BEGIN + 2_000_000L * i + 1_000_000 + 5_000);
    }
    Trial.Latency latency = arrivals.latency();
    assertThat(latency.p50Ns()).isCloseTo(5_000, within(5.0));
    assertThat(latency.p99Ns()).isCloseTo(20_000, within(20.0));
    assertThat(latency.p999Ns()).as("2 of 2,000 lie beyond").isNull();
  }
}
