package main

import (
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// tick is the unit of /proc/stat (USER_HZ, 100 on every Linux port of Go).
const tick = 0.01

// readUsage is a raw system call: it does not give up the P.
func readUsage() usage {
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) != nil {
		return usage{}
	}
	cpu := float64(r.Utime.Nano()+r.Stime.Nano()) / 1e9
	return usage{int64(r.Nvcsw), int64(r.Nivcsw), cpu}
}

func threadID() int64 { return int64(syscall.Gettid()) }

// readHost reads files, so it is called outside the consumer's clock only: by
// main just before the consumer is spawned and at the very end.
func readHost() host {
	h := host{at: time.Now(), used: readUsage()}
	if text, err := os.ReadFile("/proc/stat"); err == nil {
		line, _, _ := strings.Cut(string(text), "\n")
		f := strings.Fields(line) // cpu user nice system idle iowait irq softirq steal ...
		for i := 1; i < len(f) && i <= 8; i++ {
			v, _ := strconv.ParseFloat(f[i], 64)
			switch i {
			case 4, 5:
			case 8:
				h.steal = v * tick
			default:
				h.busy += v * tick
			}
		}
	}
	// "some avg10=0.00 avg60=0.00 avg300=0.00 total=12345" (us), then "full ..."
	text, _ := os.ReadFile("/proc/pressure/cpu")
	for _, line := range strings.Split(string(text), "\n") {
		_, total, _ := strings.Cut(line, " total=")
		v, _ := strconv.ParseInt(total, 10, 64)
		switch {
		case strings.HasPrefix(line, "some "):
			h.pressure.some = stall(v)
		case strings.HasPrefix(line, "full "):
			h.pressure.full = stall(v)
		}
	}
	tasks, _ := os.ReadDir("/proc/self/task")
	for _, t := range tasks {
		// schedstat: ns on a CPU, ns waiting for one, slices
		text, _ := os.ReadFile("/proc/self/task/" + t.Name() + "/schedstat")
		if f := strings.Fields(string(text)); len(f) == 3 {
			v, _ := strconv.ParseFloat(f[1], 64)
			h.queueWait += v / 1e9
		}
	}
	return h
}
