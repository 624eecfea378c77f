package io.fairlane.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.ScenarioFiles;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InheritedLockTest {
  private static final Trial.Threads APART = new Trial.Threads(4, List.of(3L, 5L));

  @Test
  void aConsumerSeenOnOtherThreadsThanItsParentsDoesNotInherit() {
    List<Trial> trials = trials(Trial.Kind.PREDICTED, 1, null);
    trials.addAll(trials(Trial.Kind.MEASURED, 1.02, APART));
    assertThat(answer("child-of-locked", trials))
        .containsExactly(
            "A goroutine created by a locked one does not inherit the lock: predicted 1.00x"
                + " [1.00, 1.00], measured 0.98x [0.98, 0.98]; it ran on threads 3, 5, its"
                + " parent on 4.");
    assertThat(ComparisonTable.text(comparison("child-of-locked", trials)).replaceAll("\\s+", " "))
        .contains("does not inherit the lock: predicted 1.00x");
  }

  @Test
  void oneSeenOnItsParentsThreadDoes() {
    assertThat(
            answer(
                "child-of-locked",
                trials(Trial.Kind.MEASURED, 0.1, new Trial.Threads(4, List.of(4L)))))
        .singleElement()
        .asString()
        .startsWith("A goroutine created by a locked one inherits the lock: measured 10.0x")
        .endsWith("; it ran on thread 4, its parent on 4.");
  }

  @Test
  void withoutThreadsTheTimeTells() {
    assertThat(answer("child-of-locked", trials(Trial.Kind.PREDICTED, 1, null)))
        .singleElement()
        .asString()
        .contains("does not inherit the lock: predicted 1.00x");
    assertThat(answer("child-of-locked", trials(Trial.Kind.PREDICTED, 0.1, null)))
        .singleElement()
        .asString()
        .contains("inherits the lock: predicted 10.0x");
  }

  @Test
  void otherScenariosDoNotAsk() {
    assertThat(answer("seed", trials(Trial.Kind.MEASURED, 1, APART))).isEmpty();
  }

  private static List<String> answer(String scenario, List<Trial> trials) {
    return InheritedLock.answers(comparison(scenario, trials));
  }

  private static Comparison comparison(String scenario, List<Trial> trials) {
    Manifest m = Runs.manifest(5, 5);
    return Comparison.of(
        new Manifest(
            m.tool(),
            m.commit(),
            m.created(),
            m.seed(),
            m.command(),
            ScenarioFiles.read(scenario, List.of()),
            m.plan(),
            m.host()),
        trials);
  }

  /** Five trials an arm; locked takes {@code factor} times as long as fair. */
  private static List<Trial> trials(Trial.Kind kind, double factor, Trial.Threads threads) {
    List<Trial> trials = new ArrayList<>();
    for (int rep = 0; rep < 5; rep++) {
      double fair = 2 + 0.1 * rep;
      trials.add(Runs.trial(kind, Runtime.GO, Arm.FAIR, rep, fair, 1_000L));
      Trial t = Runs.trial(kind, Runtime.GO, Arm.LOCKED, rep, factor * fair, 1_000L);
      trials.add(
          new Trial(
              t.kind(),
              t.scenario(),
              t.runtime(),
              t.arm(),
              t.rep(),
              t.seed(),
              t.seconds(),
              t.messages(),
              t.counters(),
              t.latency(),
              t.verdict(),
              new Trial.HostNoise(null, null, null, null, null, threads)));
    }
    return trials;
  }
}
