/**
 * Statistics of ratios: estimates with intervals from few trials, the interval in which a
 * measurement should fall, agreement over many cells. Numbers in, numbers out; it knows no
 * scenario, no arm and no file, and imports nothing else of Fairlane.
 */
package io.fairlane.analysis.stats;
