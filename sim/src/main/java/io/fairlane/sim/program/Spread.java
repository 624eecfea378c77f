package io.fairlane.sim.program;

import io.fairlane.experiment.Distribution;

/**
 * How an amount varies around its mean from draw to draw.
 *
 * @param shape relative standard deviation of {@link Distribution#LOGNORMAL}, tail exponent of
 *     {@link Distribution#PARETO}; without meaning for the others
 * @param stream number of the stream of random numbers it is drawn from, from 0; uses that share
 *     one share its luck
 */
public record Spread(Distribution distribution, double shape, int stream) {}
