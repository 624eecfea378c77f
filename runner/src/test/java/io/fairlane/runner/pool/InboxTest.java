package io.fairlane.runner.pool;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlane.experiment.Refusal;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.junit.jupiter.api.Test;

/** Known-bad controls: a check that has never failed proves nothing. */
class InboxTest {
  private final Inbox inbox = new Inbox(1_000_000, 2, Clock.unused());
  private final Ticket[] block = Ticket.block(1, Ticket.blockLength(2));

  @Test
  void acceptsABlockRoundAndRound() {
    assertThatCode(
            () -> {
              for (int i = 0; i < 3 * block.length; i++) {
                inbox.accept(block[i % block.length]);
              }
              inbox.balance(1, 3L * block.length);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void catchesALostMessage() {
    inbox.accept(block[0]);
    refuses(() -> inbox.accept(block[2]));
  }

  @Test
  void catchesADoubledMessage() {
    inbox.accept(block[0]);
    refuses(() -> inbox.accept(block[0]));
  }

  @Test
  void catchesAReorderedMessage() {
    refuses(() -> inbox.accept(block[1]));
  }

  @Test
  void catchesALostBlockInTheBooks() {
    inbox.accept(block[0]);
    refuses(() -> inbox.balance(1, 1 + block.length));
  }

  /** A sender that takes a full queue's no for a yes: everything it drops is missed. */
  @Test
  void catchesALossyQueue() {
    var queue = new MpscVarHandleArrayQueue<Ticket>(8);
    refuses(
        () -> {
          for (int i = 0; i < block.length; i++) {
            queue.offer(block[i]);
            if (i % 10 == 9) {
              queue.drain(inbox::accept);
            }
          }
        });
  }

  private static void refuses(Runnable step) {
    assertThatThrownBy(step::run)
        .isInstanceOfSatisfying(
            Refusal.class,
            r -> org.assertj.core.api.Assertions.assertThat(r.exitCode()).isEqualTo(3));
  }
}
