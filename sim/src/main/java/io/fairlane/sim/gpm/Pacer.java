package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.Jitter;

/**
 * The times at which one producer means to send, whatever happens to it: an open loop. A send that
 * comes late does not shift the next, so what waits behind it is seen as latency and not as fewer
 * messages.
 */
final class Pacer {
  private final long meanGap;
  private final Jitter gaps;

  /** When the message in hand is meant to be sent (ps). */
  private long intended;

  private boolean begun;

  /**
   * @param first when the first message is due (ps)
   * @param meanGap between two messages (ps)
   */
  Pacer(long first, long meanGap, Jitter gaps) {
    this.intended = first;
    this.meanGap = meanGap;
    this.gaps = gaps;
  }

  /** On to the next message: when it is due. */
  long next() {
    if (begun) {
      intended += Jitter.times(meanGap, gaps.draw());
    }
    begun = true;
    return intended;
  }

  long intended() {
    return intended;
  }
}
