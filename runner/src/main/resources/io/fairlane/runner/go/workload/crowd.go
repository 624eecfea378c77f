package main

import (
	"runtime"
	"sync/atomic"

	"fairlane/origin/loop"
)

// marked is how many of the crowd also report to a shared counter.
const marked = 256

// crowd counts background turns twice, both cheaper than the turn's noise.
//
// turns has a slot per goroutine with one writer: a plain increment. The global
// queue is FIFO, so neighbours run one after another and share cache lines that
// the prefetcher brings: no locked instruction, no line in dispute. Exact, but
// only affordable to add up outside the clock.
//
// marks is shared, and bumped by every stride-th goroutine only: ~256 atomic
// adds a lap, whatever the size of the crowd. Fair turns make it a fraction of
// a lap that the consumer can read with one load.
type crowd struct {
	turns  []uint64
	stride int
	_      [64]byte
	marks  uint64
	_      [64]byte
	laps   laps
}

func newCrowd(tasks int) *crowd {
	stride := tasks / marked
	if stride < 1 {
		stride = 1
	}
	return &crowd{turns: make([]uint64, tasks), stride: stride}
}

func (w *crowd) background(i int, work work, seed int64) {
	turns := &w.turns[i]
	mark := i%w.stride == 0
	timed := i%lapEvery == 0
	n := work.mean
	var draws *random
	if !work.constant() {
		draws = newRandom(seed, 0, i)
	}
	for {
		if draws != nil {
			n = work.draw(draws)
		}
		loop.Count(n)
		*turns++
		if mark {
			atomic.AddUint64(&w.marks, 1)
		}
		if timed {
			w.laps.yield()
		} else {
			runtime.Gosched()
		}
	}
}

// markers is the number of marks in one lap.
func (w *crowd) markers() int {
	return (len(w.turns) + w.stride - 1) / w.stride
}

func (w *crowd) readMarks() uint64 { return atomic.LoadUint64(&w.marks) }

// total races with the writers: each slot is read whole, and a turn that ends
// during the sum may or may not be in it.
func (w *crowd) total() uint64 {
	var sum uint64
	for i := range w.turns {
		sum += atomic.LoadUint64(&w.turns[i])
	}
	return sum
}

// copyTo is total, keeping each goroutine's count.
func (w *crowd) copyTo(each []uint64) uint64 {
	var sum uint64
	for i := range w.turns {
		each[i] = atomic.LoadUint64(&w.turns[i])
		sum += each[i]
	}
	return sum
}
