package io.fairlane.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTableTest {
  @Test
  void bothRuntimesInOneTableOfEightyColumns() {
    String text = table(Runs.seedTrials(20, 5));
    assertThat(text)
        .startsWith("In a lane of its own the consumer is ")
        .contains(
            "\nseed: 10,000,000 messages past 50,000 background tasks, 20 producers, 2 CPUs\n")
        .contains("\ngo\n", "\npool\n", "  locked", "  dedicated", "  pinned")
        .contains("inside the", "Background turns per second: ");
    assertThat(text.lines()).allMatch(line -> line.length() <= ComparisonTable.WIDTH);
  }

  @Test
  void twoTrialsAreMarkedAndGiveNoInterval() {
    String text = table(Runs.seedTrials(20, 2));
    assertThat(text)
        .contains("~  too few trials to say", "an interval needs 3 or more trials of each arm");
    assertThat(text).contains("(n = 2, no interval)");
  }

  @Test
  void aMissIsMarked() {
    List<Trial> trials = new ArrayList<>();
    for (int rep = 0; rep < 5; rep++) {
      double wobble = 1 + 0.01 * rep;
      trials.add(go(Trial.Kind.PREDICTED, Arm.FAIR, rep, 3 * wobble));
      trials.add(go(Trial.Kind.PREDICTED, Arm.LOCKED, rep, 1 / wobble));
      trials.add(go(Trial.Kind.MEASURED, Arm.FAIR, rep, 9 * wobble));
      trials.add(go(Trial.Kind.MEASURED, Arm.LOCKED, rep, 1 / wobble));
    }
    assertThat(table(trials)).contains("-67 % !", "!  measured outside the predicted interval");
    assertThat(table(trials).replaceAll("\\s+", " ")).contains(": -67 %, outside the interval.");
  }

  @Test
  void onlyPredictedAndOnlyMeasured() {
    assertThat(table(Runs.seedTrials(20, 0))).contains("sim", "Not measured.", ") not measured");
    assertThat(table(Runs.seedTrials(0, 5))).contains("Not predicted.", ") not predicted");
  }

  @Test
  void extremesFitToo() {
    List<Trial> trials = new ArrayList<>();
    for (int rep = 0; rep < 3; rep++) {
      for (Trial.Kind kind : Trial.Kind.values()) {
        double wobble = (kind == Trial.Kind.MEASURED ? 1.5 : 1) * (1 + 0.3 * rep);
        for (Runtime runtime : Runtime.values()) {
          trials.add(Runs.trial(kind, runtime, Arm.FAIR, rep, 1.04e-4 * wobble, 1_000_000L));
          trials.add(Runs.trial(kind, runtime, Arm.LOCKED, rep, 0.0143 / wobble, 3L));
          trials.add(Runs.trial(kind, runtime, Arm.DEDICATED, rep, 1e-8 / wobble, 3L));
        }
      }
    }
    assertThat(table(trials)).contains("kx", " ns");
  }

  private static String table(List<Trial> trials) {
    String text = ComparisonTable.text(Comparison.of(Runs.manifest(5, 20), trials));
    assertThat(text.lines()).allMatch(line -> line.length() <= ComparisonTable.WIDTH);
    return text;
  }

  private static Trial go(Trial.Kind kind, Arm arm, int rep, double seconds) {
    return Runs.trial(kind, Runtime.GO, arm, rep, seconds, 1000L);
  }
}
