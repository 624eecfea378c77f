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
   * @param calibratesOnce true if one calibration is good for all blocks; false if each block of
   *     trials is predicted from costs that were measured just before it
   */
  public record Plan(
      List<String> runtimes,
      List<String> arms,
      int trials,
      int replications,
      double timeboxSeconds,
      boolean calibratesOnce) {
    /** Two pairs: with a single one a block would say nothing of the spread of its draws. */
    private static final int FEWEST_PER_TRIAL = 4;

    /** Calibrated once. */
    public Plan(
        List<String> runtimes,
        List<String> arms,
        int trials,
        int replications,
        double timeboxSeconds) {
      this(runtimes, arms, trials, replications, timeboxSeconds, true);
    }

    /**
     * The least number of replications, from {@code wanted} on, that gives each trial as many:
     * pairs of them, which share a draw of the costs, and two pairs at least.
     */
    public static int replications(int wanted, int trials) {
      int each = Math.max(FEWEST_PER_TRIAL, Math.ceilDiv(wanted, trials));
      return trials * (each + each % 2);
    }

    /**
     * Replications of an arm that stand for one of its trials, which is block {@code b}'s: {@code b
     * * each} to {@code (b + 1) * each - 1}. 0 if the plan does not give each trial its own: then
     * all of them stand for all.
     */
    public int replicationsPerTrial() {
      int each = trials == 0 ? 0 : replications / trials;
      return each >= FEWEST_PER_TRIAL && each % 2 == 0 ? each : 0;
    }
  }
}
