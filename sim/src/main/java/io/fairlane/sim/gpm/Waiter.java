package io.fairlane.sim.gpm;

/**
 * One G on one wait queue ({@code sudog}). A G that selects has one for each case; they belong to
 * it and are used again and again.
 */
final class Waiter {
  /** {@link #caseIndex} of a plain send or receive. */
  static final int NO_CASE = -1;

  final G g;

  /** Which case of the select it stands for. */
  int caseIndex;

  /** The queue it is on, or null. */
  WaitQueue queue;

  Waiter before;
  Waiter after;

  Waiter(G g) {
    this.g = g;
  }
}
