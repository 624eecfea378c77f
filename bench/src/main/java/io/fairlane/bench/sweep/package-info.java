/**
 * What a sweep costs: on threads against the bare model, on Spark against threads, and with very
 * many cells. The command line is measured as anyone runs it, in processes of its own.
 */
package io.fairlane.bench.sweep;
