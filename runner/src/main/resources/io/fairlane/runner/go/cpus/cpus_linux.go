// Package cpus is about where a thread runs, and how it sleeps there.
package cpus

import (
	"syscall"
	"time"
	"unsafe"
)

const wordBits = 64

type mask [128]uint64 // CPUs 0..8191

// Allowed is the CPUs of the calling thread's affinity mask.
func Allowed() []int {
	var its mask
	size, _, err := syscall.RawSyscall(syscall.SYS_SCHED_GETAFFINITY,
		0, unsafe.Sizeof(its), uintptr(unsafe.Pointer(&its)))
	if err != 0 {
		return nil
	}
	var cpus []int
	for cpu := 0; cpu < int(size)*8; cpu++ {
		if its[cpu/wordBits]>>(cpu%wordBits)&1 != 0 {
			cpus = append(cpus, cpu)
		}
	}
	return cpus
}

// Confine the calling thread to these CPUs. If none of them is there any more it
// stays where it may run now.
func Confine(cpus ...int) {
	var its mask
	for _, cpu := range cpus {
		its[cpu/wordBits] |= 1 << (cpu % wordBits)
	}
	syscall.RawSyscall(syscall.SYS_SCHED_SETAFFINITY,
		0, unsafe.Sizeof(its), uintptr(unsafe.Pointer(&its)))
}

// Sleep in the kernel, by a raw call: the thread keeps its P, and no timer of the
// Go runtime wakes one more. A signal of the runtime's may cut it short.
func Sleep(d time.Duration) {
	ts := syscall.NsecToTimespec(int64(d))
	syscall.RawSyscall(syscall.SYS_NANOSLEEP, uintptr(unsafe.Pointer(&ts)), 0, 0)
}
