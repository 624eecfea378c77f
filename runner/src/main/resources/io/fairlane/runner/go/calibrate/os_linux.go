package main

import (
	"time"

	"fairlane/origin/cpus"
)

const shortSleep = 20 * time.Microsecond // sysmon's, when it is awake

// sampleNanosleep: what a 20 us sleep of sysmon takes beyond 20 us: the
// kernel's timer slack and its wake-up. The P stays.
func sampleNanosleep(r *round) {
	hogs := startHogs(r.procs - 1)
	took := make([]float64, 10)
	for i := range took {
		t := now()
		cpus.Sleep(shortSleep)
		took[i] = float64(now() - t - int64(shortSleep))
	}
	stopHogs(hogs)
	r.add("sysmon_slack", median(took))
}
