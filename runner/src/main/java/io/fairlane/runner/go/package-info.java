/**
 * The runtime {@code go}: builds the origin program and the calibration program from the Go sources
 * in this package's resources, runs them as child processes, reads their JSON. Touch the Go sources
 * and this package together; it imports the shared words and the rig's seams, never the model.
 */
package io.fairlane.runner.go;
