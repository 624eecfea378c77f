// The origin program, parameterised: background goroutines that count and
// yield for ever, producers that send for ever, one consumer on the clock.
//
//	background x N: Count(work); Gosched ----+
//	producers  x M: Count(work); ch <- {} ---+--> GOMAXPROCS Ps
//	consumer   x 1: <-ch; Count(work) -------+    (fair, or LockOSThread)
//
// With -rate the producers keep a schedule (Sleep, Count, ch <- intended time)
// and the consumer measures how late each message is.
//
// Spawned in this order by main, which then blocks; with -lockedby=parent a
// goroutine between main and the consumer creates the latter and has its lock.
// Talks to its parent so:
// a line "spawned" when the consumer is about to start, one line of JSON when
// it is over; the parent closes stdin to end a run early (or by dying).
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"syscall"
	"time"

	"fairlane/origin/child"
	"fairlane/origin/loop"
)

type config struct {
	procs, bg, producers, capacity int
	bgWork, prodWork, consWork     work
	rate, msgs, seed               int64
	arrivals                       string
	locked                         bool
	lockedBy                       string
	timebox                        time.Duration
	stamps                         string
	trace                          tracer
}

func main() {
	var c config
	flag.IntVar(&c.procs, "procs", 2, "GOMAXPROCS")
	flag.IntVar(&c.bg, "bg", 50000, "background goroutines")
	bgWork := workFlag("bg", 100000, "between two yields")
	flag.IntVar(&c.producers, "producers", 20, "producers")
	prodWork := workFlag("prod", 0, "before each send")
	flag.Int64Var(&c.rate, "rate", 0, "messages a second that producers mean to send; 0: all they can")
	flag.StringVar(&c.arrivals, "arrivals", "constant", "their gaps: constant or exponential")
	flag.IntVar(&c.capacity, "cap", 100000, "channel slots")
	flag.Int64Var(&c.msgs, "msgs", 10000000, "messages to receive")
	consWork := workFlag("cons", 0, "after each receive")
	flag.Int64Var(&c.seed, "seed", 1, "of whatever is drawn")
	flag.BoolVar(&c.locked, "locked", false, "LockOSThread in the arm's task")
	flag.StringVar(&c.lockedBy, "lockedby", "self", "that task: self (the consumer) or parent")
	flag.DurationVar(&c.timebox, "timebox", time.Hour, "stop the consumer's clock here")
	flag.StringVar(&c.stamps, "stamps", "", "debug: file for the consumer's stamps (CSV)")
	flag.StringVar(&c.trace.file, "trace", "", "record a window of the consumer's clock in this file, and end with it")
	flag.DurationVar(&c.trace.from, "tracefrom", 0, "where the window begins")
	flag.DurationVar(&c.trace.to, "traceto", 0, "where it ends")
	flag.Parse()
	child.EndWithParent()
	c.bgWork, c.prodWork, c.consWork = bgWork(), prodWork(), consWork()
	// The parent sets GOMAXPROCS in the environment; equal, this does nothing.
	runtime.GOMAXPROCS(c.procs)

	r := newRun(c)
	// The watcher must be in its read before there is a crowd to queue behind.
	go r.watch()
	runtime.Gosched()

	began := time.Now()
	for i := range r.crowd.turns {
		go r.crowd.background(i, c.bgWork, c.seed)
	}
	for i := 0; i < c.producers; i++ {
		if c.rate > 0 {
			go r.producePaced(i)
		} else {
			go r.produce(i)
		}
	}
	r.spawn = time.Since(began)
	readScheduler() // its first call is slow
	r.before = readHost()
	fmt.Fprintln(os.Stdout, "spawned")
	if c.lockedBy == "parent" {
		go r.parent()
	} else {
		go r.consume()
	}
	select {}
}

// workFlag is two flags, a mean and a distribution about it.
func workFlag(role string, mean int64, when string) func() work {
	m := flag.Int64(role+"work", mean, "iterations "+when)
	d := flag.String(role+"dist", "", "they vary: exponential, lognormal:<cv>, pareto:<alpha>")
	return func() work {
		w, err := parseWork(*m, *d)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		return w
	}
}

// produce has three loops so that the origin's (no work) is nothing but sends.
func (r *run) produce(number int) {
	ch, work := r.ch, r.prodWork
	if work.mean == 0 {
		for {
			ch <- struct{}{}
		}
	}
	if work.constant() {
		for {
			loop.Count(work.mean)
			ch <- struct{}{}
		}
	}
	draws := newRandom(r.seed, 1, number)
	for {
		loop.Count(work.draw(draws))
		ch <- struct{}{}
	}
}

// watch ends the run when the parent closes stdin: at the time box if the
// consumer is stalled, or because the parent died. A blocked read holds no P;
// on return it queues for one like everybody, so it answers within a lap.
func (r *run) watch() {
	var one [1]byte
	for {
		n, err := syscall.Read(0, one[:])
		if err == syscall.EINTR {
			continue
		}
		if n <= 0 || err != nil {
			r.finish(r.clock(), true)
		}
	}
}
