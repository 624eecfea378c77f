/**
 * Why the model predicts what it does: rules switched off one at a time, and the values of the
 * scenario at which the answer changes. Asks the model through {@link
 * io.fairlane.analysis.explain.Oracle} and does not know it.
 */
package io.fairlane.analysis.explain;
