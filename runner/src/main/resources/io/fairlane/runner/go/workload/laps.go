package main

import (
	"runtime"
	"sync/atomic"
	"time"
)

// lapEvery: the goroutine of every so many whose laps are looked at. Two looks
// at the clock a turn (0.1 us), so that the crowd pays some 2 ns a turn.
const lapEvery = 64

// laps is how long goroutines of the crowd wait from one turn to the next
// while the consumer's clock runs.
type laps struct {
	waits   latencies // first: aligned for atomics on every platform
	running uint32    // the clock
}

func (l *laps) clockRuns() { atomic.StoreUint32(&l.running, 1) }

// yield is Gosched, and a look at how long it took.
func (l *laps) yield() {
	if atomic.LoadUint32(&l.running) == 0 {
		runtime.Gosched()
		return
	}
	before := time.Now()
	runtime.Gosched()
	l.waits.addShared(int64(time.Since(before)))
}

// shares is how the turns of the clock were spread over the crowd.
type shares struct {
	fewest, most uint64
	jain         float64 // (sum of turns)^2 / (tasks x sum of squares)
}

// shares since the turns were those; races with the writers like total.
func (w *crowd) shares(begin []uint64) shares {
	s := shares{jain: 1}
	var sum, squares float64
	for i := range begin {
		n := atomic.LoadUint64(&w.turns[i]) - begin[i]
		if i == 0 || n < s.fewest {
			s.fewest = n
		}
		if n > s.most {
			s.most = n
		}
		sum += float64(n)
		squares += float64(n) * float64(n)
	}
	if sum > 0 {
		s.jain = sum * sum / (float64(len(begin)) * squares)
	}
	return s
}
