package main

import (
	"runtime"
	"syscall"
	"time"
	"unsafe"
)

// sleepWithP blocks the thread and keeps its P, as nobody but sysmon may: a raw
// call. The runtime's own signals cut it short.
func sleepWithP(d time.Duration) {
	for end := now() + int64(d); now() < end; {
		ts := syscall.NsecToTimespec(end - now())
		syscall.RawSyscall(syscall.SYS_NANOSLEEP, uintptr(unsafe.Pointer(&ts)), 0, 0)
	}
}

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

type cpuMask [128]uint64 // CPUs 0..8191

// onCPU keeps the calling goroutine on the n-th CPU that this process may use
// until the function it returns is called. A host that does not let it leaves it
// where it is.
func onCPU(n int) func() {
	runtime.LockOSThread()
	var all, one cpuMask
	affinity(syscall.SYS_SCHED_GETAFFINITY, &all)
	for cpu := 0; cpu < len(all)*64; cpu++ {
		if all[cpu/64]>>(cpu%64)&1 == 0 {
			continue
		}
		if n == 0 {
			one[cpu/64] = 1 << (cpu % 64)
			affinity(syscall.SYS_SCHED_SETAFFINITY, &one)
			break
		}
		n--
	}
	return func() {
		affinity(syscall.SYS_SCHED_SETAFFINITY, &all)
		runtime.UnlockOSThread()
	}
}

// affinity of the calling thread, read or set.
func affinity(call uintptr, mask *cpuMask) {
	syscall.RawSyscall(call, 0, unsafe.Sizeof(*mask), uintptr(unsafe.Pointer(mask)))
}
