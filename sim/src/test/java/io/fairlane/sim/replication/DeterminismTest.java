package io.fairlane.sim.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.ScenarioFiles;
import io.fairlane.experiment.Trial;
import io.fairlane.sim.gpm.Rule;
import io.fairlane.sim.gpm.Rules;
import io.fairlane.sim.replication.Determinism.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeterminismTest {
  private static final Scenario SMALL =
      ScenarioFiles.read("seed", List.of("background.tasks=500", "consumer.messages=1000000"));

  private static Batch batch(int from, int to, long seed, Rules rules) {
    return new Batch(
        SMALL,
        Runtime.GO,
        List.of(Arm.FAIR, Arm.LOCKED),
        SampleCosts.go(),
        seed,
        from,
        to,
        Model.of(rules));
  }

  private static List<Long> hashes(long seed, Rules rules) throws InterruptedException {
    return Determinism.fingerprints(batch(0, 3, seed, rules), 1, Progress.SILENT).stream()
        .map(Fingerprint::hash)
        .toList();
  }

  @Test
  void historiesAreTheSameOnAnyNumberOfThreads() throws InterruptedException {
    assertThat(Determinism.check(batch(0, 6, 7, Rules.GO_1_25), 3, Progress.SILENT)).isEmpty();
  }

  @Test
  void anotherSeedArmReplicationOrRuleIsAnotherHistory() throws InterruptedException {
    List<Long> hashes = new ArrayList<>(hashes(7, Rules.GO_1_25));
    hashes.addAll(hashes(8, Rules.GO_1_25));
    hashes.addAll(hashes(7, Rules.GO_1_25.without(Rule.RUNNEXT)));
    assertThat(hashes).doesNotHaveDuplicates().hasSize(18);
  }

  @Test
  void theFirstDifferenceIsNamed() {
    List<Fingerprint> one =
        List.of(new Fingerprint(Arm.FAIR, 0, 1), new Fingerprint(Arm.LOCKED, 0, 2));
    List<Fingerprint> several =
        List.of(new Fingerprint(Arm.FAIR, 0, 1), new Fingerprint(Arm.LOCKED, 0, 0xabcL));
    assertThat(Determinism.firstDifference(one, several))
        .hasToString(
            "Optional[locked, replication 0: hash 0000000000000002 on one thread,"
                + " 0000000000000abc on several]");
  }

  @Test
  void batchesAreThePartsOfOneRun() throws InterruptedException {
    List<Trial> whole = Replications.run(batch(0, 4, 7, Rules.GO_1_19), 2, Progress.SILENT);
    List<Trial> parts =
        new ArrayList<>(Replications.run(batch(0, 3, 7, Rules.GO_1_19), 2, Progress.SILENT));
    parts.addAll(Replications.run(batch(3, 4, 7, Rules.GO_1_19), 1, Progress.SILENT));
    assertThat(parts).containsExactlyInAnyOrderElementsOf(whole);
  }

  @Test
  void whatDoesNotEndInTimeFails() {
    Batch hurried = batch(0, 1, 7, Rules.GO_1_25);
    assertThatThrownBy(
            () -> Replications.run(hurried.with(hurried.model().within(0.001)), 1, Progress.SILENT))
        .isInstanceOf(NoEndException.class);
  }
}
