// Watches how fast the host's CPUs are while something else is measured. A
// virtual CPU may be half of a core: what runs on the other half, somebody
// else's work included, decides its speed, and no counter of the guest tells.
//
// One thread goes from CPU to CPU, 10 ms a round, and times the workload's own
// loop for 20 to 40 us on each: a microbenchmark of one primitive that runs
// beside what is predicted, takes 0.3 % of a CPU and sees nothing of the
// workload. One thread, because two that woke together on two halves of one core
// would see each other. A byte on stdin begins anew; at the end of stdin it
// prints one JSON object.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"sort"
	"sync/atomic"
	"syscall"
	"time"

	"fairlane/origin/child"
	"fairlane/origin/cpus"
	"fairlane/origin/loop"
)

const (
	periodMillis = 10
	leastPause   = time.Millisecond // of a machine with more than ten CPUs
	iterations   = 10000
	// Their median counts, as in the calibration: a burst during which the thread
	// lost its CPU is not the CPU's speed.
	bursts = 5
)

func main() {
	child.EndWithParent()
	watched := cpus.Allowed()
	if len(watched) == 0 { // threads cannot be pinned here
		fmt.Println("{}")
		return
	}
	samples := make([][]float64, len(watched))
	for i := range samples {
		samples[i] = []float64{} // none is [], not null
	}
	var stop, begun int32
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread()
		pause := time.Duration(periodMillis) * time.Millisecond / time.Duration(len(watched))
		if pause < leastPause {
			pause = leastPause
		}
		mine := int32(0)
		for {
			stopping := atomic.LoadInt32(&stop) != 0
			for i, cpu := range watched {
				cpus.Confine(cpu) // one that has gone: whichever the thread runs on
				ns := sample()
				if now := atomic.LoadInt32(&begun); now != mine {
					mine = now
					for j := range samples {
						samples[j] = samples[j][:0]
					}
				}
				samples[i] = append(samples[i], ns)
				if !stopping {
					cpus.Sleep(pause)
				}
			}
			// A whole last round: each CPU has been looked at after the begin.
			if stopping {
				return
			}
		}
	}()
	fmt.Println("watching")
	from := busyTicks()
	for again() {
		from = busyTicks()
		atomic.AddInt32(&begun, 1)
	}
	to := busyTicks()
	atomic.StoreInt32(&stop, 1)
	<-done
	report(samples, shares(watched, from, to))
}

// sample is one CPU's time of an iteration now, ns.
func sample() float64 {
	var took [bursts]float64
	for i := range took {
		t := time.Now()
		loop.Count(iterations)
		took[i] = float64(time.Since(t))
	}
	sort.Float64s(took[:])
	return took[bursts/2] / iterations
}

// shares of the work that each CPU had: a process with one P is on one CPU at a
// time, and the speed of the idle one is not its own. All equal if the kernel
// does not tell.
func shares(watched []int, from, to map[int]float64) []float64 {
	shares := make([]float64, len(watched))
	var sum float64
	for i, cpu := range watched {
		shares[i] = to[cpu] - from[cpu]
		sum += shares[i]
	}
	for i := range shares {
		if sum > 0 {
			shares[i] /= sum
		} else {
			shares[i] = 1 / float64(len(shares))
		}
	}
	return shares
}

// report: the looks as they are; what they come to is said in one place for all
// runtimes, SpeedSeen.java.
func report(samples [][]float64, shares []float64) {
	err := json.NewEncoder(os.Stdout).Encode(struct {
		Looks  [][]float64 `json:"looks"`
		Shares []float64   `json:"shares"`
	}{samples, shares})
	if err != nil {
		panic(err) // numbers only; the parent closed its end
	}
}

// again: the parent wants what comes from here on; false: nothing more.
func again() bool {
	var one [1]byte
	for {
		n, err := os.Stdin.Read(one[:])
		if err != syscall.EINTR {
			return n > 0
		}
	}
}
