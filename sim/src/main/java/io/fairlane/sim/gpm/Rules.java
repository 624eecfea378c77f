package io.fairlane.sim.gpm;

import io.fairlane.experiment.Runtime;

/**
 * The scheduler's rules, each a named switch. Rules say what happens; {@link Durations} say how
 * long it takes.
 *
 * @param ringSlots slots of a P's local ring
 * @param globalBatch most Gs that one refill takes from the global queue
 * @param globalCheckTicks a G is taken from the global queue first when {@code schedtick} is a
 *     multiple of this; 0 = never
 * @param runnextInherits a G picked from runnext shares the time slice (tick not bumped)
 * @param lockedInherits a locked G picked from runnext shares it too; in Go it never does
 * @param slicePreemption sysmon preempts ticks that are older than the time slice
 * @param signalPreemption a computing G yields to a signal; without it only at its next call
 * @param goschedWakes Gosched and preemption call wakep after queuing globally
 * @param stealing idle Ms rob other Ps
 * @param handoffLimbo a G can be preempted between completing its partner and readying it
 * @param timeSliceNs age of a tick from which sysmon requests a preemption
 */
public record Rules(
    int ringSlots,
    int globalBatch,
    int globalCheckTicks,
    boolean runnextInherits,
    boolean lockedInherits,
    boolean slicePreemption,
    boolean signalPreemption,
    boolean goschedWakes,
    boolean stealing,
    boolean handoffLimbo,
    long timeSliceNs) {

  /** Go 1.14 to 1.21: signal preemption, Gosched wakes nobody. */
  public static final Rules GO_1_19 =
      new Rules(256, 128, 61, true, false, true, true, false, true, true, 10_000_000);

  /** Go 1.22 and later: Gosched and preemption call wakep. */
  public static final Rules GO_1_22 =
      new Rules(256, 128, 61, true, false, true, true, true, true, true, 10_000_000);

  /** Fairlane's pool: Go's rules; a preempted sender is between operations, never inside one. */
  public static final Rules POOL =
      new Rules(256, 128, 61, true, false, true, true, true, true, false, 10_000_000);

  public static Rules of(Runtime runtime) {
    return switch (runtime) {
      case GO -> GO_1_22;
      case POOL -> POOL;
    };
  }

  public Rules withGlobalCheckTicks(int ticks) {
    return new Rules(
        ringSlots,
        globalBatch,
        ticks,
        runnextInherits,
        lockedInherits,
        slicePreemption,
        signalPreemption,
        goschedWakes,
        stealing,
        handoffLimbo,
        timeSliceNs);
  }

  public Rules withInheritance(boolean fromRunnext, boolean ofLocked) {
    return new Rules(
        ringSlots,
        globalBatch,
        globalCheckTicks,
        fromRunnext,
        ofLocked,
        slicePreemption,
        signalPreemption,
        goschedWakes,
        stealing,
        handoffLimbo,
        timeSliceNs);
  }

  public Rules withSlicePreemption(boolean preempts) {
    return new Rules(
        ringSlots,
        globalBatch,
        globalCheckTicks,
        runnextInherits,
        lockedInherits,
        preempts,
        signalPreemption,
        goschedWakes,
        stealing,
        handoffLimbo,
        timeSliceNs);
  }
}
