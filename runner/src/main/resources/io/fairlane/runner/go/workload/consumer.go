package main

import (
	"runtime"
	"sync/atomic"
	"time"

	"fairlane/origin/loop"
)

// The consumer looks at its clock once per stamp, not per message: the number
// of messages between two stamps adapts so that a stamp falls every 50-200 us
// of receiving. A stamp costs ~0.1 us (clock, one shared load, three stores).
const (
	stampTooSoon = 50 * time.Microsecond
	stampTooLate = 200 * time.Microsecond
	stampMost    = 4096 // messages
)

// A gap between two stamps in which the crowd made this share of a lap, or
// more, is laps lost (rounded to whole ones): the consumer was away in the
// global queue, or starved because those who would wake it were. Such gaps are
// whole laps as a rule; receiving for 200 us, or being off the CPU for one of
// the kernel's slices, takes a small share of one in crowds of 1,000 and more.
const lapShare = 0.5

// The share must exceed the turns of ordinary stamp intervals by this factor,
// or laps cannot be told from receiving and are reported absent.
const lapMargin = 4

type stamp struct {
	at       int64 // ns on the consumer's clock
	received int64
	marks    int64 // since the clock started
}

type run struct {
	config
	ch     chan struct{}
	timed  chan int64 // in its place if producers keep a schedule: intended times
	gaps   []float64
	birth  time.Time
	crowd  *crowd
	spawn  time.Duration
	before host

	start      time.Time
	beginTurns uint64
	beginEach  []uint64 // the same, of each goroutine
	beginSched scheduler
	beginMarks uint64
	begin      usage
	started    int32 // set last of the group above: they may be read
	finished   int32

	seen      threads
	last      stamp // written by the consumer, read by watch: atomics only
	laps      int64
	gapMarks  int64 // marks in the gaps that lost laps
	calm      int64 // stamp intervals that lost none
	calmMarks int64
	latency   latencies
	log       []stamp
}

func newRun(c config) *run {
	r := &run{config: c, birth: time.Now(), crowd: newCrowd(c.bg), beginEach: make([]uint64, c.bg)}
	if c.rate > 0 {
		r.timed = make(chan int64, c.capacity)
		r.gaps = table(exponential)
	} else {
		r.ch = make(chan struct{}, c.capacity)
	}
	r.seen.wanted = c.lockedBy == "parent"
	r.seen.consumer = make([]int64, 0, threadsMost)
	if c.stamps != "" {
		r.log = make([]stamp, 0, 1<<20)
	}
	return r
}

// consume is the task of interest. The clock runs from its first instruction
// to its last message.
func (r *run) consume() {
	r.beginTurns = r.crowd.copyTo(r.beginEach)
	r.beginSched = readScheduler()
	r.beginMarks = r.crowd.readMarks()
	r.begin = readUsage()
	r.crowd.laps.clockRuns()
	r.beforeClock()
	r.start = time.Now()
	r.afterClock()
	if r.locked && r.lockedBy == "self" {
		runtime.LockOSThread()
	}
	r.seen.look()
	atomic.StoreInt32(&r.started, 1)

	ch, msgs, work, timed := r.ch, r.msgs, r.consWork, r.timed != nil
	draws := newRandom(r.seed, 2, 0)
	// The wait for the first message is start-up (the turns that happen to be
	// in the consumer's ring), not a lost lap: gaps count from there.
	if timed {
		r.receiveTimed()
	} else {
		<-ch
	}
	received := int64(1)
	r.publish(r.clockAt(received))
	if work.mean > 0 {
		loop.Count(work.draw(draws))
	}
	every, left := int64(1), int64(1)
	for received < msgs {
		if timed {
			r.receiveTimed()
		} else {
			<-ch
		}
		received++
		if work.mean > 0 {
			loop.Count(work.draw(draws))
		}
		left--
		if left == 0 {
			every = r.stamp(received, every)
			left = every
		}
	}
	r.finish(r.clockAt(received), false)
}

// stamp publishes progress, counts laps lost, ends the run at the time box;
// returns how many messages to receive before the next stamp.
func (r *run) stamp(received, every int64) int64 {
	now := r.clockAt(received)
	if now.at >= int64(r.timebox) {
		r.finish(now, true)
	}
	gap := time.Duration(now.at - r.last.at)
	r.seen.look()
	r.account(now)
	r.publish(now)
	if r.log != nil && len(r.log) < cap(r.log) {
		r.log = append(r.log, now)
	}
	if gap < stampTooSoon && every < stampMost {
		return every * 2
	}
	if gap > stampTooLate && every > 1 {
		return every / 2
	}
	return every
}

// account decides whether the interval that ends now lost laps.
func (r *run) account(now stamp) {
	marks := now.marks - r.last.marks
	lap := float64(r.crowd.markers())
	if lap == 0 {
		return
	}
	if float64(marks) < lapShare*lap {
		r.calm++
		r.calmMarks += marks
		return
	}
	r.laps += int64(float64(marks)/lap + 0.5)
	r.gapMarks += marks
}

func (r *run) clockAt(received int64) stamp {
	return stamp{int64(time.Since(r.start)), received, int64(r.crowd.readMarks() - r.beginMarks)}
}

func (r *run) publish(s stamp) {
	atomic.StoreInt64(&r.last.received, s.received)
	atomic.StoreInt64(&r.last.marks, s.marks)
	atomic.StoreInt64(&r.last.at, s.at)
}

// clock is the present as watch sees it: messages as of the last stamp.
func (r *run) clock() stamp {
	if atomic.LoadInt32(&r.started) == 0 {
		return stamp{}
	}
	return r.clockAt(atomic.LoadInt64(&r.last.received))
}
