package main

import (
	"syscall"
	"unsafe"
)

// sampleNanosleep: what a 20 us sleep of sysmon takes beyond 20 us: the
// kernel's timer slack and its wake-up. A raw call: the P stays.
func sampleNanosleep(r *round) {
	hogs := startHogs(r.procs - 1)
	took := make([]float64, 10)
	for i := range took {
		ts := syscall.Timespec{Nsec: 20000}
		t := now()
		syscall.RawSyscall(syscall.SYS_NANOSLEEP, uintptr(unsafe.Pointer(&ts)), 0, 0)
		took[i] = float64(now()-t) - 20000
	}
	stopHogs(hogs)
	r.add("sysmon_slack", median(took))
}
