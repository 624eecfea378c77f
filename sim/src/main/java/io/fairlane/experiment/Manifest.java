package io.fairlane.experiment;

import java.util.List;
import java.util.Map;

/**
 * How a run directory came to be: enough to repeat it.
 *
 * @param tool version of Fairlane
 * @param commit git commit of the sources, "absent" if unknown
 * @param created UTC, ISO 8601
 * @param seed master seed; every other seed derives from it
 * @param command the full command line
 * @param scenario the resolved scenario
 * @param plan what is to be measured and predicted
 * @param host fingerprint by name ("cpu", "kernel", "jvm", "go", ...); unknown is "absent"
 */
public record Manifest(
    String tool,
    String commit,
    String created,
    long seed,
    List<String> command,
    Scenario scenario,
    Plan plan,
    Map<String, String> host) {

  /**
   * @param runtimes labels, in table order
   * @param arms labels; arms that a runtime lacks are left out there
   * @param trials measured trials per arm and runtime
   * @param replications simulated runs per arm and runtime
   * @param timeboxSeconds a measured trial ends here at the latest
   */
  public record Plan(
      List<String> runtimes,
      List<String> arms,
      int trials,
      int replications,
      double timeboxSeconds) {}
}
