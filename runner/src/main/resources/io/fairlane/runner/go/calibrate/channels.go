package main

import (
	"runtime"
	"sync"
	"sync/atomic"

	"fairlane/origin/loop"
)

const (
	slots     = 100000
	fills     = 9   // fill and drain, this often a sample
	near      = 8   // share of the slots that ends a contended window
	checkedAt = 64  // operations between two looks at the window's end
	window    = 4e6 // ns, at most
)

// sampleChannel: one goroutine fills and drains a channel of the origin's type
// and size while the other Ps compute. Nobody else touches it, nobody parks.
func sampleChannel(r *round) {
	hogs := startHogs(r.procs - 1)
	sends, receives, looks := fillsAndDrains()
	stopHogs(hogs)
	r.add("send", median(sends))
	r.add("receive", median(receives))
	r.alone("send", looks)
	r.alone("receive", looks)
	r.add("channel_sd", (logMad(sends)+logMad(receives))/2)
}

// sampleLone: the same, and the workload's loop, while the other CPUs idle.
// Virtual CPUs share cores and power: one that computes alone can be twice as
// fast, and a process with one P always does.
func sampleLone(r *round) {
	turns := make([]float64, turnsASample)
	for i := range turns {
		t := now()
		loop.Count(turnIterations)
		turns[i] = float64(now() - t)
	}
	sends, receives, looks := fillsAndDrains()
	r.add("lone_iteration", median(turns)/turnIterations)
	r.add("lone_send", median(sends))
	r.add("lone_receive", median(receives))
	r.alone("lone_send", looks)
	r.alone("lone_receive", looks)
}

// fillsAndDrains is ns per send and per receive, a figure for each fill and
// drain, and looks at the CPU's speed between them.
func fillsAndDrains() (sends, receives, looks []float64) {
	ch := make(chan struct{}, slots)
	sends, receives = make([]float64, fills), make([]float64, fills)
	looks = make([]float64, fills)
	for i := range sends {
		t := now()
		for n := 0; n < slots; n++ {
			ch <- struct{}{}
		}
		full := now()
		for n := 0; n < slots; n++ {
			<-ch
		}
		empty := now()
		sends[i] = float64(full-t) / slots
		receives[i] = float64(empty-full) / slots
		looks[i] = look()
	}
	return sends, receives, looks
}

// sampleContended: a sender and a receiver on two Ps, from a half-full channel
// until it gets near full or near empty: operations per ns of each side while
// both are at it. The two need not be equal: the runtime's lock is not fair. On
// a busy machine one side may be off its CPU for the whole window; it then has
// no operations and the window does not count.
func sampleContended(r *round) {
	if r.procs < 2 {
		return
	}
	ch := make(chan struct{}, slots)
	for n := 0; n < slots/2; n++ {
		ch <- struct{}{}
	}
	var ready, stop int32
	var rate [2]float64 // operations per ns
	var done sync.WaitGroup
	side := func(i int, op func()) {
		defer done.Done()
		allReady(&ready, 2)
		t, n := now(), 0
		for atomic.LoadInt32(&stop) == 0 {
			op()
			n += checkedAt
			if l := len(ch); l < slots/near || l > slots-slots/near || now()-t > window {
				atomic.StoreInt32(&stop, 1)
			}
		}
		rate[i] = float64(n) / float64(now()-t)
	}
	done.Add(2)
	go side(0, func() {
		for n := 0; n < checkedAt; n++ {
			ch <- struct{}{}
		}
	})
	go side(1, func() {
		for n := 0; n < checkedAt; n++ {
			<-ch
		}
	})
	done.Wait()
	if rate[0] == 0 || rate[1] == 0 {
		return // the kernel let one side in only when the other was done
	}
	r.add("send_rate", rate[0])
	r.add("receive_rate", rate[1])
}

// allReady returns when n goroutines have called it, each on a P of its own.
func allReady(ready *int32, n int32) {
	atomic.AddInt32(ready, 1)
	for t := now(); atomic.LoadInt32(ready) < n; {
		if now()-t > 20e6 {
			runtime.Gosched()
		}
	}
}

const messages = 20000

// samplePair: two goroutines, one P, unbuffered. In steady state one cycle
// moves two messages: the receiver finds a parked sender (receive + ready),
// then parks (receive + park); the sender finds it parked (send + ready), then
// parks (send + park). So a message is send + receive + ready + park.
func samplePair(r *round) { r.add("pair", pingPong(100, messages, false)) }

// pingPong is ns per message over an unbuffered channel, the first warm apart.
func pingPong(warm, n int, locked bool) float64 {
	ch := make(chan struct{})
	var took int64
	var done sync.WaitGroup
	done.Add(2)
	go func() {
		for i := 0; i < warm+n; i++ {
			ch <- struct{}{}
		}
		done.Done()
	}()
	go func() {
		if locked {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
		}
		for i := 0; i < warm; i++ {
			<-ch
		}
		t := now()
		for i := 0; i < n; i++ {
			<-ch
		}
		took = now() - t
		done.Done()
	}()
	done.Wait()
	return float64(took) / float64(n)
}

const parked = 200 // fits in the local ring: no overflow is timed

// sampleReady: sends that each complete a parked receiver, on one P.
// What such a send takes beyond a buffered one is goready.
func sampleReady(r *round) {
	var sends []float64
	for again := 0; again < 10; again++ {
		ch := make(chan struct{}, parked)
		var waiting int32
		var done sync.WaitGroup
		done.Add(parked)
		for i := 0; i < parked; i++ {
			go func() {
				atomic.AddInt32(&waiting, 1)
				<-ch
				done.Done()
			}()
		}
		for atomic.LoadInt32(&waiting) < parked {
			runtime.Gosched()
		}
		runtime.Gosched()
		t := now()
		for i := 0; i < parked; i++ {
			ch <- struct{}{}
		}
		sends = append(sends, float64(now()-t)/parked)
		done.Wait()
	}
	r.add("send_ready", median(sends))
}
