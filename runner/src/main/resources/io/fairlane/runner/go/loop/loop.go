// Package loop holds the one piece of machine code that the workload and the
// calibration must share: what the model calls an iteration.
package loop

// Count spins for n iterations. Not inlined, so that every caller runs the
// same instructions at the same alignment and a calibrated nanosecond per
// iteration holds in the workload. The gc compiler keeps counting loops.
//
//go:noinline
func Count(n int64) {
	for i := int64(0); i < n; i++ {
	}
}
