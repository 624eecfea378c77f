package io.fairlane.runner.calibrate;

/** How much time calibration may take. */
public enum Mode {
  /** At most 20 s in all; wider intervals. */
  QUICK,
  /** Minutes; several forks of every benchmark. */
  THOROUGH
}
