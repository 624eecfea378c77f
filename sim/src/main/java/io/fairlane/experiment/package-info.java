/**
 * The words that prediction and measurement share: what is run ({@link Scenario}), where the
 * consumer runs ({@link Arm}), who schedules ({@link Runtime}), what the primitives cost ({@link
 * Costs}), what came out ({@link Trial}) and where it is kept ({@link RunDirectory}).
 *
 * <p>No scheduling and no measuring happens here; this package imports nothing else of Fairlane.
 */
package io.fairlane.experiment;
