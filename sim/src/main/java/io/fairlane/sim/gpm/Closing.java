package io.fairlane.sim.gpm;

import io.fairlane.sim.gpm.P.Phase;
import java.util.ArrayDeque;

/** {@code close}: a channel that takes no more messages, and nobody waits on any longer. */
final class Closing {
  private final World world;
  private final ChannelOperations operations;

  Closing(World world, ChannelOperations operations) {
    this.world = world;
    this.operations = operations;
  }

  /** {@code closechan}: everybody who waits is taken off and then readied, the last one first. */
  void close(P p, G g, int number, long now) {
    Channel channel = operations.enter(p, number, now);
    if (channel.isClosed()) {
      throw ChannelOperations.panic(g, "close of closed channel");
    }
    ArrayDeque<G> taken = g.waits().closed;
    while (!channel.recvq.isEmpty()) {
      G receiver = channel.recvq.poll();
      ChannelOperations.finish(receiver, false);
      receiver.state = G.State.LIMBO;
      taken.push(receiver);
    }
    while (!channel.sendq.isEmpty()) {
      G sender = channel.sendq.poll();
      sender.waits().panics = true;
      sender.state = G.State.LIMBO;
      taken.push(sender);
    }
    channel.close();
    world.await(p, Phase.CLOSING, now + operations.cost(p, true, channel.actors()));
  }

  /**
   * Readies the next G that was waiting on a channel that {@code g} closed.
   *
   * @return false if there is none left
   */
  boolean readyNext(P p, G g, long now) {
    if (!g.hasWaited() || g.waits().closed.isEmpty()) {
      return false;
    }
    g.limbo = g.waits().closed.pop();
    operations.readyOrBePreempted(p, g, now);
    return true;
  }
}
