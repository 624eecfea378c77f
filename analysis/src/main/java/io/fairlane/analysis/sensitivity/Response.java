package io.fairlane.analysis.sensitivity;

/** What is predicted, as a function of factors that each go from 0 to 1. */
@FunctionalInterface
public interface Response {
  /**
   * @param at one value in 0..1 for each factor
   * @return the response there; the same for the same point
   */
  double at(double[] at) throws InterruptedException;
}
