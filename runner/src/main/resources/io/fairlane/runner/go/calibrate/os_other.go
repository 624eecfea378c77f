//go:build !linux

package main

import (
	"runtime"
	"time"
)

func sleepWithP(d time.Duration) { time.Sleep(d) }

func onCPU(int) func() {
	runtime.LockOSThread()
	return runtime.UnlockOSThread
}

// The slack of other kernels' sleeps is not measured.
func sampleNanosleep(*round) {}
