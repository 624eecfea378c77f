package io.fairlane.runner.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FairnessTest {
  @Test
  void equalSharesAreFairAndOneHogIsNot() {
    assertThat(new Fairness(50_000, 10, 9, 11, 0.99).isUnfair(2)).isFalse();
    assertThat(new Fairness(50_000, 10, 0, 500_000, 0.002).isUnfair(2)).isTrue();
  }

  @Test
  void aLapAndAHalfOrAHandfulOfTasksCannotBeJudged() {
    assertThat(new Fairness(50_000, 1.5, 0, 75_000, 0.01).isUnfair(2)).isFalse();
    assertThat(new Fairness(300, 10, 0, 60, 0.5).isUnfair(2)).isFalse();
  }

  @Test
  void anEmptyCrowdIsFair() {
    assertThat(Fairness.of(new BackgroundTask[0]).jain()).isEqualTo(1);
  }

  /** Work stealing with private stacks: who yields is the next to run, the others starve. */
  @Test
  void aForkJoinPoolIsCaught() throws InterruptedException {
    int[] turns = new int[2 * Fairness.JUDGED_FROM_TASKS_PER_P];
    AtomicBoolean over = new AtomicBoolean();
    try (ForkJoinPool pool = new ForkJoinPool(2)) {
      for (int i = 0; i < turns.length; i++) {
        pool.execute(new Turn(turns, i, over));
      }
      for (int waited = 0; waited < 600 && Fairness.of(turns).mean() < 10; waited++) {
        Thread.sleep(50);
      }
      over.set(true);
    }
    Fairness fairness = Fairness.of(turns);
    assertThat(fairness.mean()).isGreaterThan(Fairness.JUDGED_FROM_TURNS);
    assertThat(fairness.isUnfair(2)).as("%s", fairness).isTrue();
  }

  @Test
  void oneStarvedTaskAmongManyIsUnfairThoughTheIndexIsNearOne() {
    int[] turns = new int[2 * Fairness.JUDGED_FROM_TASKS_PER_P];
    Arrays.fill(turns, 20);
    assertThat(Fairness.of(turns).isUnfair(2)).isFalse();
    turns[7] = 0;
    assertThat(Fairness.of(turns).jain()).isGreaterThan(0.99);
    assertThat(Fairness.of(turns).isUnfair(2)).isTrue();
  }

  private static final class Turn extends RecursiveAction {
    private static final long serialVersionUID = 1;

    private final int[] turns;
    private final int mine;
    private final transient AtomicBoolean over;

    Turn(int[] turns, int mine, AtomicBoolean over) {
      this.turns = turns;
      this.mine = mine;
      this.over = over;
    }

    @Override
    protected void compute() {
      turns[mine]++;
      if (!over.get()) {
        new Turn(turns, mine, over).fork();
      }
    }
  }
}
