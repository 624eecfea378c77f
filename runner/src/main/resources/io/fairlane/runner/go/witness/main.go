// Watches how fast the host's CPUs are while something else is measured. A
// virtual CPU may be half of a core: what runs on the other half, somebody
// else's work included, decides its speed, and no counter of the guest tells.
//
// One thread on each CPU wakes every 10 ms and times the workload's own loop
// for some 10 us: a microbenchmark of one primitive that runs beside what is
// predicted, takes 0.2 % of a CPU and sees nothing of the workload. A byte on
// stdin begins anew; at the end of stdin it prints one JSON object.
package main

import (
	"fmt"
	"os"
	"runtime"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"fairlane/origin/child"
	"fairlane/origin/loop"
)

const (
	periodMillis = 10
	iterations   = 10000
	// The quickest of so many counts: a burst during which the thread lost its
	// CPU is not the CPU's speed.
	bursts = 3
)

func main() {
	child.EndWithParent()
	cpus := allowed()
	if len(cpus) == 0 {
		fmt.Println("{}")
		return
	}
	runtime.GOMAXPROCS(len(cpus) + 1)
	samples := make([][]float64, len(cpus))
	var stop, begun int32
	var started, done sync.WaitGroup
	started.Add(len(cpus))
	done.Add(len(cpus))
	for i, cpu := range cpus {
		i, cpu := i, cpu
		go func() {
			defer done.Done()
			runtime.LockOSThread()
			pin(cpu)
			started.Done()
			for mine := int32(0); ; {
				ns := sample()
				if now := atomic.LoadInt32(&begun); now != mine {
					mine, samples[i] = now, samples[i][:0]
				}
				samples[i] = append(samples[i], ns)
				if atomic.LoadInt32(&stop) != 0 {
					return
				}
				sleep(periodMillis * time.Millisecond)
			}
		}()
	}
	started.Wait()
	fmt.Println("watching")
	from := busyTicks()
	for again() {
		from = busyTicks()
		atomic.AddInt32(&begun, 1)
	}
	to := busyTicks()
	atomic.StoreInt32(&stop, 1)
	done.Wait()
	report(samples, shares(cpus, from, to))
}

// sample is one CPU's time of an iteration now, ns.
func sample() float64 {
	best := time.Duration(1 << 62)
	for i := 0; i < bursts; i++ {
		t := time.Now()
		loop.Count(iterations)
		if took := time.Since(t); took < best {
			best = took
		}
	}
	return float64(best) / iterations
}

// shares of the work that each CPU had: a process with one P is on one CPU at a
// time, and the speed of the idle one is not its own. All equal if the kernel
// does not tell.
func shares(cpus []int, from, to map[int]float64) []float64 {
	shares := make([]float64, len(cpus))
	var sum float64
	for i, cpu := range cpus {
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

// report: work done in a time is the sum of rates, so the mean is harmonic.
func report(samples [][]float64, shares []float64) {
	var rates float64
	var all []float64
	each := make([]string, len(samples))
	for i, cpu := range samples {
		var rate float64
		for _, ns := range cpu {
			rate += 1 / ns
		}
		rate /= float64(len(cpu))
		rates += shares[i] * rate
		each[i] = fmt.Sprintf("%.5g", 1/rate)
		all = append(all, cpu...)
	}
	sort.Float64s(all)
	fmt.Printf(`{"iterationNs":%.5g,"fastNs":%.5g,"slowNs":%.5g,"samples":%d,"cpusNs":[%s]}`+"\n",
		1/rates, all[len(all)/10], all[len(all)*9/10], len(all), strings.Join(each, ","))
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
