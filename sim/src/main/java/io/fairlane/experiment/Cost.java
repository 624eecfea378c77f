package io.fairlane.experiment;

import java.io.Serializable;

/**
 * What one primitive costs on one host.
 *
 * @param value point estimate, in the unit of its field in {@link Costs} (nanoseconds unless said)
 * @param low lower end of a 95 % interval of the estimate
 * @param high upper end of a 95 % interval of the estimate
 * @param source the microbenchmark that measured it, or the publication it is taken from
 */
public record Cost(double value, double low, double high, String source) implements Serializable {

  /** A figure taken from a source that gives no interval. */
  public static Cost cited(double value, String source) {
    return new Cost(value, value, value, source);
  }
}
