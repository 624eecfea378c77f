/** What came out of a sweep: the speedup and its price in every cell. */
package io.fairlane.analysis.sweep;
