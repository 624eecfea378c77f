package io.fairlane.bench;

/** A model that goes on for ever; every package must make the same events happen. */
public interface EventModel {
  /**
   * Makes the next events happen.
   *
   * @return a sum over their times, modulo 2^64, that depends on the model and not on the package
   */
  long run(int events);
}
