package main

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"fairlane/origin/loop"
)

const (
	preemptions = 10
	countMost   = 1 << 26                // ends a counter that nothing stops: a quarter of a second
	countPaced  = 30 * time.Microsecond  // how long its pace is taken
	countSettle = 100 * time.Microsecond // a thread that was just woken is slow
)

// counter is a hog whose loop is code of its own, without a call: nothing but
// the signal stops it, and its count tells when it did.
type counter struct {
	stop, ended int32
	_           [64]byte
	count       uint64
	_           [64]byte
}

func (c *counter) run() {
	for n := uint64(1); n < countMost && atomic.LoadInt32(&c.stop) == 0; n++ {
		atomic.StoreUint64(&c.count, n)
	}
	atomic.StoreInt32(&c.ended, 1)
}

// sampleSignal: from the request to a computing goroutine on another P being
// interrupted. Who stops the world requests it in the way in which sysmon does
// (preemptone: the flag, then the signal), and the count stands still from then
// until the world goes on, which wakes a thread and so comes after the return.
func sampleSignal(r *round) {
	if r.procs < 2 {
		return
	}
	c := &counter{}
	go c.run()
	var took []float64
	var stats runtime.MemStats
	for i := 0; i < preemptions && c.advances(); i++ {
		spin(countSettle)
		begin, from := now(), atomic.LoadUint64(&c.count)
		spin(countPaced)
		asked, at := now(), atomic.LoadUint64(&c.count)
		runtime.ReadMemStats(&stats) // stops the world
		stopped := atomic.LoadUint64(&c.count)
		if at > from {
			pace := float64(asked-begin) / float64(at-from)
			took = append(took, float64(stopped-at)*pace)
		}
	}
	atomic.StoreInt32(&c.stop, 1)
	for atomic.LoadInt32(&c.ended) == 0 {
		runtime.Gosched()
	}
	r.add("signal_sent", median(took))
}

// advances waits until the counter runs; false if it does not.
func (c *counter) advances() bool {
	const patience = 5 * time.Millisecond
	seen := atomic.LoadUint64(&c.count)
	for t := now(); atomic.LoadUint64(&c.count) == seen; {
		if now()-t > int64(patience) || atomic.LoadInt32(&c.ended) != 0 {
			return false
		}
	}
	return true
}

const (
	takenChunk   = 1000 // iterations between two looks at the clock: it is runtime code, where no signal is taken
	takenChanges = 6
	takenChunks  = 1 << 16
	warmYields   = 1000
)

// sampleTaken: two hogs share one P, sysmon preempts the one that runs. From
// the interrupt to the other one running: the signal's handler, the return from
// it into the yield, and a schedule round, which two that only yield to each
// other tell by itself. A chunk of the loop is in the gap, in parts of two.
func sampleTaken(r *round) {
	if runtime.NumCPU() < 2 {
		return // sysmon would be in the gap
	}
	var current int32 = -1
	var last int64
	var gaps, chunks []float64
	var done sync.WaitGroup
	for i := int32(0); i < 2; i++ {
		i := i
		done.Add(1)
		go func() {
			defer done.Done()
			for len(gaps) < takenChanges { // one P: one writer at a time
				loop.Count(takenChunk)
				t := now()
				switch {
				case current == i && len(chunks) < takenChunks:
					chunks = append(chunks, float64(t-last))
				case current == 1-i:
					gaps = append(gaps, float64(t-last))
				}
				current, last = i, t
			}
		}()
	}
	done.Wait()
	r.add("signal_taken", median(gaps)-median(chunks)-yieldToEachOther())
}

// yieldToEachOther is ns per Gosched of two goroutines on one P.
func yieldToEachOther() float64 {
	var stop int32
	var done sync.WaitGroup
	done.Add(1)
	go func() {
		defer done.Done()
		for atomic.LoadInt32(&stop) == 0 {
			runtime.Gosched()
		}
	}()
	runtime.Gosched()
	t := now()
	for i := 0; i < warmYields; i++ {
		runtime.Gosched()
	}
	took := now() - t
	atomic.StoreInt32(&stop, 1)
	done.Wait()
	return float64(took) / (2 * warmYields)
}
