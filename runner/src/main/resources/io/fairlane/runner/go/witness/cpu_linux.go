package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"
	"unsafe"
)

const (
	words    = 128 // CPUs 0..8191
	wordBits = 64
)

// allowed is the CPUs of this process's affinity mask.
func allowed() []int {
	var mask [words]uint64
	size, _, err := syscall.RawSyscall(syscall.SYS_SCHED_GETAFFINITY,
		0, unsafe.Sizeof(mask), uintptr(unsafe.Pointer(&mask)))
	if err != 0 {
		return nil
	}
	var cpus []int
	for cpu := 0; cpu < int(size)*8; cpu++ {
		if mask[cpu/wordBits]>>(cpu%wordBits)&1 != 0 {
			cpus = append(cpus, cpu)
		}
	}
	return cpus
}

// pin the calling thread. A CPU that has gone since is not watched: the thread
// then watches whichever it runs on.
func pin(cpu int) {
	var mask [words]uint64
	mask[cpu/wordBits] = 1 << (cpu % wordBits)
	syscall.RawSyscall(syscall.SYS_SCHED_SETAFFINITY,
		0, unsafe.Sizeof(mask), uintptr(unsafe.Pointer(&mask)))
}

// sleep in the kernel: a timer of the Go runtime would wake one more thread.
func sleep(d time.Duration) {
	ts := syscall.NsecToTimespec(int64(d))
	syscall.RawSyscall(syscall.SYS_NANOSLEEP, uintptr(unsafe.Pointer(&ts)), 0, 0)
}

// busyTicks is how long each CPU was busy since boot, in clock ticks of 10 ms.
func busyTicks() map[int]float64 {
	ticks := map[int]float64{}
	stat, err := os.Open("/proc/stat")
	if err != nil {
		return ticks
	}
	defer stat.Close()
	for lines := bufio.NewScanner(stat); lines.Scan(); {
		var cpu int
		var user, nice, system float64
		line := lines.Text()
		n, _ := fmt.Sscanf(line, "cpu%d %f %f %f", &cpu, &user, &nice, &system)
		if n == 4 && !strings.HasPrefix(line, "cpu ") { // that is their sum
			ticks[cpu] = user + nice + system
		}
	}
	return ticks
}
