package io.fairlane.experiment;

/**
 * {@link Costs#sendGrowth} and {@link Costs#receiveGrowth} where they were not measured: with fewer
 * than three CPUs they cannot be.
 */
public final class CitedGrowth {
  /** Of k in turn each gets 1/k: an operation takes k/2 of what it takes with two. */
  private static final double IN_TURN = 0.5;

  private CitedGrowth() {}

  /**
   * @param why it was not measured
   */
  public static Cost ofSend(Runtime runtime, String why) {
    return switch (runtime) {
      case GO -> ofLock(why);
      case POOL ->
          Cost.cited(
              IN_TURN, why + ": senders take turns at the queue's index as at a lock (go#64455)");
    };
  }

  /**
   * @param why it was not measured
   */
  public static Cost ofReceive(Runtime runtime, String why) {
    return switch (runtime) {
      case GO -> ofLock(why);
      case POOL -> Cost.cited(0, why + ": the one receiver does not queue behind the senders");
    };
  }

  /**
   * {@code hchan.lock}: the same time an operation over all threads, with 2 of them and with 16.
   */
  private static Cost ofLock(String why) {
    return Cost.cited(IN_TURN, why + ": a saturated lock serves in turn (go#64455)");
  }
}
