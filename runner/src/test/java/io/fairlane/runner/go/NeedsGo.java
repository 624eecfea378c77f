package io.fairlane.runner.go;

import static org.junit.jupiter.api.Assumptions.abort;

import io.fairlane.experiment.Refusal;

/** Skips a test, saying why, on a host without Go. */
final class NeedsGo {
  private NeedsGo() {}

  static GoToolchain assume() {
    try {
      return GoToolchain.find();
    } catch (Refusal absent) {
      System.out.println("skipped: " + absent.getMessage());
      return abort(absent.getMessage());
    }
  }
}
