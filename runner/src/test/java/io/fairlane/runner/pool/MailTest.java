package io.fairlane.runner.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks readied from outside for one P: in order, for its owner or, by halves, for a thief. */
class MailTest {
  private final Pool pool = new Pool(2);
  private final P owner = pool.ps().get(0);
  private final P thief = pool.ps().get(1);
  private final List<Task> sent = new ArrayList<>();

  private void send(int n) {
    for (int i = 0; i < n; i++) {
      Task task = new BackgroundTask(WorkDraws.constant(0), 0, Clock.unused());
      sent.add(task);
      owner.mail().putLocked(task);
    }
  }

  private static List<Task> ring(P p) {
    List<Task> tasks = new ArrayList<>();
    for (Task task = p.queue().take(); task != null; task = p.queue().take()) {
      tasks.add(task);
    }
    return tasks;
  }

  @Test
  void theOwnerGetsAllOfItInOrder() {
    send(5);
    assertThat(owner.seesLocalWork()).isTrue();
    pool.outside().deliver(owner);
    assertThat(ring(owner)).isEqualTo(sent);
    assertThat(owner.seesLocalWork()).isFalse();
  }

  @Test
  void aThiefGetsTheOlderHalf() {
    send(5);
    List<Task> taken = new ArrayList<>(List.of(pool.outside().stealMail(thief, owner)));
    taken.addAll(ring(thief));
    assertThat(taken).isEqualTo(sent.subList(0, 3));
    pool.outside().deliver(owner);
    assertThat(ring(owner)).isEqualTo(sent.subList(3, 5));
    assertThat(pool.outside().stealMail(thief, owner)).isNull();
  }

  @Test
  void whatDoesNotFitIntoTheRingGoesToTheGlobalQueue() {
    send(300);
    pool.outside().deliver(owner);
    assertThat(owner.queue().size() + pool.global().size()).isEqualTo(300);
    assertThat(pool.global().size()).isPositive();
  }
}
