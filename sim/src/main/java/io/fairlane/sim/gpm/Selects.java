package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.RandomStream;
import io.fairlane.sim.gpm.P.Phase;
import io.fairlane.sim.program.Instruction;
import io.fairlane.sim.program.Instruction.Case;
import java.util.List;

/** {@code select}: one operation of several, on whichever channel it can be done first. */
final class Selects {
  private final World world;
  private final ChannelOperations operations;

  /** In which order the cases are looked at. */
  private final RandomStream caseOrder;

  /** The order in hand. */
  private int[] order = {};

  Selects(World world, ChannelOperations operations, RandomStream caseOrder) {
    this.world = world;
    this.operations = operations;
    this.caseOrder = caseOrder;
  }

  /**
   * {@code selectgo}: the first case, in random order, that can be done at once; else the default;
   * else it waits on all. The other channels' locks, held for an instant, slow nobody down here.
   */
  void select(P p, G g, Instruction what, long now) {
    List<Case> cases = what.cases();
    ChannelOperations.leave(p, now);
    int chosen = firstReady(p, cases, now);
    g.waits().chosen = chosen;
    if (chosen >= 0) {
      Case ready = cases.get(chosen);
      if (ready.sends()) {
        operations.send(p, g, ready.channel(), now);
      } else {
        operations.receive(p, g, ready.channel(), now);
      }
    } else if (what.then() != null) {
      ChannelOperations.finish(g, true);
      world.await(p, Phase.RETURNING, now + operations.cost(p, false, 1));
    } else {
      g.isSending(now);
      boolean sends = false;
      for (int i = 0; i < cases.size(); i++) {
        operations.channel(cases.get(i).channel()).parkCase(g, i, cases.get(i).sends());
        sends |= cases.get(i).sends();
      }
      operations.park(p, g, now + operations.cost(p, sends, 1));
      if (sends) {
        operations.tellLane(now);
      }
    }
  }

  private int firstReady(P p, List<Case> cases, long now) {
    int n = cases.size();
    if (order.length < n) {
      order = new int[n];
    }
    for (int i = 0; i < n; i++) {
      // inside-out shuffle
      int other = n == 1 ? 0 : caseOrder.below(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    for (int i = 0; i < n; i++) {
      Case one = cases.get(order[i]);
      Channel channel = operations.channel(one.channel());
      channel.settle(now, p.id);
      boolean ready =
          channel.isClosed()
              || (one.sends()
                  ? !channel.recvq.isEmpty() || !channel.isFull()
                  : !channel.sendq.isEmpty() || !channel.isEmpty());
      if (ready) {
        return order[i];
      }
    }
    return Waiter.NO_CASE;
  }
}
