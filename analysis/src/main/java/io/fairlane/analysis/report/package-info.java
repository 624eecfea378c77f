/**
 * The report: one HTML file that explains a run, readable offline, on paper, on a phone and by a
 * screen reader. It shows what {@code analysis.compare} found and computes nothing of its own; it
 * never imports the model, the runner or the command line.
 */
package io.fairlane.analysis.report;
