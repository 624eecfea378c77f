package main

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"fairlane/origin/loop"
)

const (
	turnIterations = 100000 // a turn of the origin's background
	turnsASample   = 100
)

// sampleIteration times turns of the workload's own loop on every P at once,
// the condition in which background turns run. Also the jitter of such turns.
func sampleIteration(r *round) {
	all := make([][]float64, r.procs)
	var done sync.WaitGroup
	var ready int32
	for p := range all {
		p := p
		done.Add(1)
		go func() {
			defer done.Done()
			atomic.AddInt32(&ready, 1)
			for t := now(); int(atomic.LoadInt32(&ready)) < r.procs && now()-t < 5e6; {
			}
			turns := make([]float64, turnsASample)
			for i := range turns {
				t := now()
				loop.Count(turnIterations)
				turns[i] = float64(now() - t)
			}
			all[p] = turns
		}()
	}
	done.Wait()
	var turns, sds []float64
	for _, v := range all {
		turns = append(turns, v...)
		sds = append(sds, logSd(v))
	}
	r.add("iteration", median(turns)/turnIterations)
	r.add("turn_sd", median(sds))
}

const (
	looks          = 5 // the median counts: one may have lost its CPU
	lookIterations = 10000
)

// look is what an iteration takes now on the CPU of the calling goroutine, ns.
func look() float64 {
	took := make([]float64, looks)
	for i := range took {
		t := now()
		loop.Count(lookIterations)
		took[i] = float64(now() - t)
	}
	return median(took) / lookIterations
}

// speed is what an iteration takes now on so many Ps that all compute, ns: the
// harmonic mean over the Ps, since work done is the sum of their rates.
func speed(procs int) float64 {
	rates := make([]float64, procs)
	var ready int32
	var done sync.WaitGroup
	for p := range rates {
		p := p
		done.Add(1)
		go func() {
			defer done.Done()
			atomic.AddInt32(&ready, 1)
			for t := now(); int(atomic.LoadInt32(&ready)) < procs && now()-t < 5e6; {
			}
			rates[p] = 1 / look()
		}()
	}
	done.Wait()
	var sum float64
	for _, rate := range rates {
		sum += rate
	}
	return float64(procs) / sum
}

const (
	yielders        = 20000
	yieldIterations = 20000 // 5-14 us between two yields
)

// yielder adds up its turns and the time that it computed in them.
type yielder struct{ turns, computed int64 }

// sampleYield measures Gosched in a large population: cold stacks, cold Gs,
// batches of the global queue, schedule rounds, all included.
//
// Every turn times its own loop; what the Ps' time has besides is the yields.
// Iterations timed before and after and subtracted would not do: on a shared
// machine the same loop drifts by 10 % within a second, which is more than a
// yield. A reading of the clock falls half into the loop's time, half outside.
//
// With too little work between two yields the Ps fight over sched.lock, which
// 30 us turns hardly do (1.3 us of work: 2.5 us a yield, measured on two Ps).
func sampleYield(r *round) {
	var all = make([]yielder, yielders)
	var stop int32
	var done sync.WaitGroup
	done.Add(yielders)
	for i := range all {
		y := &all[i]
		go func() {
			for atomic.LoadInt32(&stop) == 0 {
				t := now()
				loop.Count(yieldIterations)
				atomic.StoreInt64(&y.computed, y.computed+now()-t)
				atomic.StoreInt64(&y.turns, y.turns+1)
				runtime.Gosched()
			}
			done.Done()
		}()
	}
	sum := func() (n, computed int64) {
		for i := range all {
			n += atomic.LoadInt64(&all[i].turns)
			computed += atomic.LoadInt64(&all[i].computed)
		}
		return n, computed
	}
	// A Gosched of this goroutine is a lap of the population: the first two
	// bring every goroutine to its loop.
	runtime.Gosched()
	runtime.Gosched()
	t := now()
	n, computed := sum()
	for i := 0; i < 2; i++ {
		runtime.Gosched()
	}
	spent := (now() - t) * int64(r.procs)
	turns, until := sum()
	atomic.StoreInt32(&stop, 1)
	done.Wait()
	r.add("yield", float64(spent-until+computed)/float64(turns-n)-clock())
}

// clock is what one reading of the clock takes.
func clock() float64 {
	const readings = 1000
	t := now()
	for i := 0; i < readings-1; i++ {
		now()
	}
	return float64(now()-t) / readings
}

const (
	lockYielders = 64
	lockSample   = 20 * time.Millisecond
)

// sampleSchedLock: every P does nothing but Gosched, so they queue for
// sched.lock, and one yield gets through each time the lock changes hands. With
// one P nobody queues.
func sampleSchedLock(r *round) {
	if r.procs < 2 {
		return
	}
	var yields [lockYielders]uint64
	var stop int32
	var done sync.WaitGroup
	done.Add(lockYielders)
	for i := range yields {
		n := &yields[i]
		go func() {
			for atomic.LoadInt32(&stop) == 0 {
				*n++
				runtime.Gosched()
			}
			done.Done()
		}()
	}
	t := now()
	for now()-t < int64(lockSample) {
		runtime.Gosched()
	}
	atomic.StoreInt32(&stop, 1)
	done.Wait()
	took := now() - t
	var sum uint64
	for i := range yields {
		sum += yields[i]
	}
	r.add("sched_lock", float64(took)/float64(sum))
}

// sampleSysmon: two hogs share one P. A hog that starts right after a preemption
// runs for two samples of sysmon (the first stamps, the second preempts), so
// the period is half of the time between two changes of hog. The first changes
// come while sysmon, woken by what went before, still samples more often.
func sampleSysmon(r *round) {
	const first, changes = 3, 9
	var current int32 = -1
	var at []float64
	var done sync.WaitGroup
	for i := int32(0); i < 2; i++ {
		i := i
		done.Add(1)
		go func() {
			defer done.Done()
			for len(at) < changes { // one P: the slice has one writer at a time
				if atomic.LoadInt32(&current) != i {
					atomic.StoreInt32(&current, i)
					at = append(at, float64(now()))
				}
				loop.Count(500)
			}
		}()
	}
	done.Wait()
	var slices []float64
	for i := first + 1; i < changes; i++ {
		slices = append(slices, at[i]-at[i-1])
	}
	r.add("sysmon_period", median(slices)/2)
	r.add("slice_sd", logMad(slices))
}
