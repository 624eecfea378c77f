package io.fairlane.sim.gpm;

/**
 * Sees what the scheduler does, as it does it, in order of time but for what lies ahead: a switch
 * takes time, so {@link #executed} and {@link #stopped} may name an instant after the decision. The
 * seam for traces, invariants and conformance tests.
 */
public interface Observer {
  /** Why a G gave up its P. */
  enum Stop {
    YIELDED,
    PREEMPTED,
    /** On a channel's wait queue, or on several ({@code select}). */
    PARKED,
    SLEEPING,
    IN_SYSCALL,
    /** Blocked for ever ({@code select {}}). */
    BLOCKED,
    EXITED
  }

  /**
   * True if every turn of a crowd is to be reported and every G to have an id: the simulation then
   * takes single steps. Otherwise a crowd's turns that follow each other on a P are one.
   */
  default boolean wantsEveryTurn() {
    return false;
  }

  /** Sees nothing, costs nothing. */
  Observer NONE = new Observer() {};

  /** {@code newproc}: a G came into being on {@code p}; {@code by} is null for main. */
  default void created(long atPs, G g, G by, P p) {}

  /** {@code goready}: a waiting G is runnable; {@code by} and {@code p} are null from outside. */
  default void readied(long atPs, G g, G by, P p) {}

  /** A G begins to run on a P; {@code tick} is the P's schedtick after {@code execute}. */
  default void executed(long atPs, G g, P p, int thread, long tick, boolean inherited) {}

  /** A G was preempted and is at the global tail; {@link #stopped} says so, too. */
  default void preempted(long atPs, G g, P p) {}

  /** sysmon found an expired tick; {@code named} is null if the request was lost. */
  default void requested(long atPs, P p, G named) {}

  /** A G gave up its P. */
  default void stopped(long atPs, G g, P p, Stop why) {}

  /** A thief took {@code taken} Gs of a ring, or a runnext. */
  default void stolen(long atPs, P thief, P victim, int taken, boolean runnext) {}

  /** An M got this P at that time and looks for work, or continues the G it is locked to. */
  default void acquired(long atPs, P p, int thread) {}

  /** A P lost its M: it idles, or is on its way to another thread. */
  default void released(long atPs, P p, int thread) {}

  /** A P is on its way to a thread that is being woken and gets it at {@code arrivesPs}. */
  default void moving(long atPs, P p, int thread, long arrivesPs) {}

  /** {@code n} messages of one sender were received; {@code receiver} is null for the lane. */
  default void received(long atPs, G receiver, G sender, long n) {}
}
