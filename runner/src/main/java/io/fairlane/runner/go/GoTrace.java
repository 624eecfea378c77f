package io.fairlane.runner.go;

import java.util.List;
import java.util.Map;

/**
 * A window of a real run of the Go runtime, as {@code runtime/trace} saw it. Times are ns of the
 * consumer's clock; what happened before the clock started has a negative one.
 *
 * @param transitions in order of time, those before the window included: they say in which state it
 *     was entered
 * @param roles what a goroutine's functions show it to be ("background", "producer", "consumer",
 *     "main", "runtime"); goroutines whose stack was never seen are not in it
 * @param fromNs where the window begins; also when the trace does
 * @param toNs where it ends
 * @param full the limit was reached: the window was cut there
 */
public record GoTrace(
    List<Transition> transitions, Map<Long, String> roles, long fromNs, long toNs, boolean full) {

  /** In place of a goroutine, thread or P: there was none. */
  public static final long NONE = -1;

  /** The states in which the goroutines were found took all of the limit. */
  static GoTrace cutBefore(long fromNs) {
    return new GoTrace(List.of(), Map.of(), fromNs, fromNs, true);
  }

  /** False if the limit was reached before the window: there is nothing to be shown. */
  public boolean began() {
    return !(full && transitions.isEmpty());
  }

  /**
   * A goroutine or a P changed its state.
   *
   * @param processor true if it was a P
   * @param id of the goroutine or P
   * @param from Undetermined, NotExist, Runnable, Running, Waiting, Syscall; for a P Idle, too
   * @param reason in the runtime's words; "" if it gives none
   * @param g who made the change, with
   * @param m its thread, and
   * @param p its P
   */
  public record Transition(
      long atNs,
      boolean processor,
      long id,
      String from,
      String to,
      String reason,
      long g,
      long m,
      long p) {}
}
