package io.fairlane.experiment;

import java.io.Serializable;

/**
 * What one primitive costs on one host.
 *
 * @param value point estimate, in the unit of its field in {@link Costs} (nanoseconds unless said)
 * @param low lower end of a 95 % interval of the estimate
 * @param high upper end of a 95 % interval of the estimate
 * @param elasticity by which power of an iteration's time it grows when the host's CPUs get slower:
 *     1 = as much as the counting loop, 0 = not at all (a timer)
 * @param source the microbenchmark that measured it, or the publication it is taken from
 */
public record Cost(double value, double low, double high, double elasticity, String source)
    implements Serializable {

  /** Of a figure that does not depend on the speed of the host's CPUs, or is not known to. */
  public Cost(double value, double low, double high, String source) {
    this(value, low, high, 0, source);
  }

  /** A figure taken from a source that gives no interval. */
  public static Cost cited(double value, String source) {
    return new Cost(value, value, value, source);
  }

  public Cost withElasticity(double power) {
    return new Cost(value, low, high, power, source);
  }

  /**
   * The same on CPUs of another speed.
   *
   * @param slower time of an iteration there over time here
   */
  public Cost slowedBy(double slower) {
    double factor = StrictMath.pow(slower, elasticity);
    return new Cost(value * factor, low * factor, high * factor, elasticity, source);
  }
}
