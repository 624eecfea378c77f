package main

import (
	"math"
	"runtime"
	"sort"
	"sync"
	"sync/atomic"
	"time"

	"fairlane/origin/loop"
)

const attempts = 10

// sampleWake: this P computes, the other is idle and its thread asleep. The
// second go kicks the first into the ring, where the woken thread finds it at
// once (runnext it would have to wait for). From go to running, steal included.
func sampleWake(r *round) {
	if r.procs < 2 {
		return
	}
	var took []float64
	for i := 0; i < attempts; i++ {
		spin(200 * time.Microsecond) // the other thread stops spinning and sleeps
		var at int64
		var second sync.WaitGroup
		second.Add(2)
		t := now()
		go func() { atomic.StoreInt64(&at, now()); second.Done() }()
		go func() { second.Done() }()
		for atomic.LoadInt64(&at) == 0 && now()-t < 2e6 {
		}
		started := atomic.LoadInt64(&at)
		second.Wait()
		if started != 0 {
			took = append(took, float64(started-t))
		}
	}
	r.add("wake", median(took))
}

// sampleBackoff: as sampleWake, but the only G stays in runnext, which a thief
// takes from a running P after its sleep only.
func sampleBackoff(r *round) {
	if r.procs < 2 {
		return
	}
	var took []float64
	for i := 0; i < attempts; i++ {
		spin(200 * time.Microsecond)
		var at int64
		var done sync.WaitGroup
		done.Add(1)
		t := now()
		go func() { atomic.StoreInt64(&at, now()); done.Done() }()
		for atomic.LoadInt64(&at) == 0 && now()-t < 1e6 {
		}
		started := atomic.LoadInt64(&at)
		done.Wait()
		if started != 0 {
			took = append(took, float64(started-t))
		}
	}
	r.add("wake_runnext", median(took))
}

const victims = 128

// sampleSteal: this P puts Gs in its ring and computes; the other P steals
// half, runs them, steals half of the rest, ... On the thief, the pause before
// the first G of a new batch is longer than between two of a batch by a steal
// (and the look around that precedes it).
func sampleSteal(r *round) {
	if r.procs < 2 {
		return
	}
	type visit struct {
		index      int
		start, end int64
	}
	var finished int32
	visits := make([]visit, victims)
	for i := range visits {
		v := &visits[i]
		v.index = i
		go func() {
			v.start = now()
			loop.Count(5000)
			v.end = now()
			atomic.AddInt32(&finished, 1)
		}()
	}
	// The last stays in runnext a while: do not wait for it.
	for t := now(); atomic.LoadInt32(&finished) < victims-1 && now()-t < 3e6; {
	}
	for atomic.LoadInt32(&finished) < victims {
		runtime.Gosched()
	}
	sort.Slice(visits, func(a, b int) bool { return visits[a].start < visits[b].start })
	var within, between []float64
	for i := 1; i < victims; i++ {
		pause := float64(visits[i].start - visits[i-1].end)
		if pause < 0 {
			return // two Ps ran them: this P was preempted
		}
		switch step := visits[i].index - visits[i-1].index; {
		case step == 1:
			within = append(within, pause)
		case step > 1: // a batch starts with its newest
			between = append(between, pause)
		}
	}
	r.add("steal", median(between)-median(within))
}

const (
	// Threads that wake each other settle on CPUs within tens of ms, as they do
	// early in a long run: 2-6 us a hop then, 10-30 us before.
	warmBusy = 15000
	hopsBusy = 5000
	warmIdle = 500
	hopsIdle = 1500
	yields   = 500
)

// sampleHandoffBusy: the other CPU computes. A locked consumer on an
// unbuffered channel: as samplePair, plus one hand-off a message (of the two a
// cycle has, one is C's thread giving its P away as it parks, one getting it
// back). For comparison a locked goroutine that only yields: two hand-offs.
func sampleHandoffBusy(r *round) {
	hogs := startHogs(r.procs - 1)
	r.add("locked_pair_busy", pingPong(warmBusy, hopsBusy, true))
	r.add("locked_yield_busy", lockedYields())
	stopHogs(hogs)
}

func lockedYields() float64 {
	out := make(chan float64)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		for i := 0; i < yields; i++ {
			runtime.Gosched()
		}
		t := now()
		for i := 0; i < yields; i++ {
			runtime.Gosched()
		}
		out <- float64(now()-t) / yields
	}()
	return <-out
}

// sampleHandoffIdle: one P, the other CPU (if there is one) idles.
func sampleHandoffIdle(r *round) {
	if runtime.NumCPU() < 2 {
		return
	}
	r.add("locked_pair_idle", pingPong(warmIdle, hopsIdle, true))
	r.add("locked_send_long", lockedAfterSleep())
}

// lockedAfterSleep: from the send that readies a locked receiver to that
// receiver running, its thread having slept 0.2-2 ms while the sender computed.
// Contains send + ready + park of the sender and one hand-off.
func lockedAfterSleep() float64 {
	ch, back := make(chan struct{}), make(chan struct{})
	var sent, got int64
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		for range ch {
			got = now()
			back <- struct{}{}
		}
	}()
	runtime.Gosched()
	var took []float64
	for i := 0; i < 8; i++ {
		spin(time.Duration(200*(1+i%4*3)) * time.Microsecond)
		sent = now()
		ch <- struct{}{}
		<-back
		took = append(took, float64(got-sent))
	}
	close(ch)
	return median(took)
}

// spawnLoop is the start of the origin: a loop that spawns goroutines which
// count and yield for ever. Fresh ones, so only in a fresh process; at most
// 5,000, before the first collection ends, and at most 4 ms of them: sysmon
// takes a P from a turn of 10 ms, and a loop so preempted waits out laps of
// what it has spawned, which the model adds itself. The median batch, because
// starting the other P's thread, or a neighbour, may hold one up for ms.
func spawnLoop() float64 {
	const most, batch = 5000, 64
	const beforePreempted = 4 * time.Millisecond
	var batches []float64
	for begin := now(); len(batches) < most/batch && now()-begin < int64(beforePreempted); {
		t := now()
		for i := 0; i < batch; i++ {
			go func() {
				for {
					loop.Count(turnIterations)
					runtime.Gosched()
				}
			}()
		}
		batches = append(batches, float64(now()-t)/batch)
	}
	return median(batches)
}

func sampleSpawn(r *round) {
	if ns := spawnInFreshProcess(r.procs); !math.IsNaN(ns) {
		r.add("spawn", ns)
	}
}
