package io.fairlane.runner.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Park and ready of tasks: a receiver or sender that parks on the channel against the partner that
 * completes its operation. Who sleeps is woken, once, with its message. The outcome names who had
 * to be woken.
 *
 * <p>On x86 the CAS of a send is a full fence, so a sender's second look at the receiver is not
 * found if it is weakened, only if it is missing.
 */
public final class ChannelStress {
  private ChannelStress() {}

  /** Store, then look at the other side: the receiver itself, the sender its message. */
  @JCStressTest
  @Outcome(id = "nobody", expect = ACCEPTABLE, desc = "The message was there in time.")
  @Outcome(id = "receiver", expect = ACCEPTABLE, desc = "Parked, handed the message, readied.")
  @Outcome(expect = FORBIDDEN, desc = "Somebody sleeps on, or the message is lost or doubled.")
  @State
  public static class ReceiveOrSend {
    private final ChannelPair pair = new ChannelPair(2, false);

    @Actor
    public void receiver() {
      pair.receive();
    }

    @Actor
    public void sender() {
      pair.send();
    }

    @Arbiter
    public void look(L_Result r) {
      r.r1 = pair.shown();
    }
  }

  /** No slots: one of them parks, whoever is first. */
  @JCStressTest
  @Outcome(id = "sender", expect = ACCEPTABLE, desc = "The sender parked with its message.")
  @Outcome(id = "receiver", expect = ACCEPTABLE, desc = "The receiver parked.")
  @Outcome(expect = FORBIDDEN, desc = "Somebody sleeps on, or the message is lost or doubled.")
  @State
  public static class Unbuffered {
    private final ChannelPair pair = new ChannelPair(0, false);

    @Actor
    public void receiver() {
      pair.receive();
    }

    @Actor
    public void sender() {
      pair.send();
    }

    @Arbiter
    public void look(L_Result r) {
      r.r1 = pair.shown();
    }
  }

  /** A full buffer: the sender may park just when the receiver has made room and goes to park. */
  @JCStressTest
  @Outcome(id = "nobody", expect = ACCEPTABLE, desc = "There was room in time.")
  @Outcome(id = "sender", expect = ACCEPTABLE, desc = "The sender parked and was readied.")
  @Outcome(id = "receiver", expect = ACCEPTABLE, desc = "The receiver parked and was readied.")
  @Outcome(expect = FORBIDDEN, desc = "Somebody sleeps on, or a message is lost or doubled.")
  @State
  public static class FullReceiveOrSend {
    private final ChannelPair pair = new ChannelPair(1, true);

    @Actor
    public void receiver() {
      pair.receive();
    }

    @Actor
    public void sender() {
      pair.send();
    }

    @Arbiter
    public void look(L_Result r) {
      r.r1 = pair.shown();
    }
  }

  /** The same with the polling consumer of the arms dedicated and pinned, who has no P. */
  @JCStressTest
  @Outcome(id = "nobody", expect = ACCEPTABLE, desc = "There was room in time.")
  @Outcome(id = "sender", expect = ACCEPTABLE, desc = "The sender parked and was readied.")
  @Outcome(expect = FORBIDDEN, desc = "The sender sleeps on, or a message is lost or doubled.")
  @State
  public static class FullPollOrSend {
    private final ChannelPair pair = new ChannelPair(1, true);

    @Actor
    public void poller() {
      pair.poll();
    }

    @Actor
    public void sender() {
      pair.send();
    }

    @Arbiter
    public void look(L_Result r) {
      pair.pollOn();
      r.r1 = pair.shown();
    }
  }

  /** Two senders find the same receiver parked: one of them readies it, once. */
  @JCStressTest
  @Outcome(
      id = {"left", "right"},
      expect = ACCEPTABLE,
      desc = "Readied once, by this one.")
  @Outcome(expect = FORBIDDEN, desc = "It sleeps on, runs twice, or a message is lost.")
  @State
  public static class TwoSenders {
    private static final WorkDraws NONE = WorkDraws.constant(0);

    private final Pool pool = new Pool(2);
    private final P left = pool.ps().get(0);
    private final P right = pool.ps().get(1);
    private final Channel channel = new Channel(pool, 2);
    private final ConsumerTask consumer = new ConsumerTask(channel, NONE, null, false);
    private final Ticket[] tickets = Ticket.block(0, 2);

    public TwoSenders() {
      channel.receive(left, consumer);
    }

    private void send(P p, int number) {
      channel.send(p, new ProducerTask(number, 1, NONE, channel), tickets[number]);
    }

    @Actor
    public void left() {
      send(left, 0);
    }

    @Actor
    public void right() {
      send(right, 1);
    }

    @Arbiter
    public void look(L_Result r) {
      boolean byLeft = left.queue().takeNext() == consumer;
      boolean byRight = right.queue().takeNext() == consumer;
      Ticket other = channel.poll();
      if (byLeft == byRight) {
        r.r1 = byLeft ? "woken twice" : "sleeps";
      } else if (consumer.handed == null || other == null || consumer.handed == other) {
        r.r1 = "message lost or doubled";
      } else {
        r.r1 = byLeft ? "left" : "right";
      }
    }
  }
}
