package io.fairlane.experiment;

/** Told by long work how far it is; shown on a terminal, ignored elsewhere. Any thread may call. */
@FunctionalInterface
public interface Progress {
  /** Says nothing. */
  Progress SILENT = (what, done, total) -> {};

  /**
   * @param what the step in a few words, for example "measuring go"
   * @param done units finished
   * @param total units in all
   */
  void at(String what, double done, double total);
}
