// The origin program, parameterised: background goroutines that count and
// yield for ever, producers that send for ever, one consumer on the clock.
//
//	background x N: Count(work); Gosched ----+
//	producers  x M: Count(work); ch <- {} ---+--> GOMAXPROCS Ps
//	consumer   x 1: <-ch; Count(work) -------+    (fair, or LockOSThread)
//
// Spawned in this order by main, which then blocks; with -lockedby=parent a
// goroutine between main and the consumer creates the latter and has its lock. Talks to its parent so:
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

	"fairlane/origin/loop"
)

type config struct {
	procs, bg, producers, capacity   int
	bgWork, prodWork, consWork, msgs int64
	locked                           bool
	lockedBy                         string
	timebox                          time.Duration
	stamps                           string
}

func main() {
	var c config
	flag.IntVar(&c.procs, "procs", 2, "GOMAXPROCS")
	flag.IntVar(&c.bg, "bg", 50000, "background goroutines")
	flag.Int64Var(&c.bgWork, "bgwork", 100000, "iterations between two yields")
	flag.IntVar(&c.producers, "producers", 20, "producers")
	flag.Int64Var(&c.prodWork, "prodwork", 0, "iterations before each send")
	flag.IntVar(&c.capacity, "cap", 100000, "channel slots")
	flag.Int64Var(&c.msgs, "msgs", 10000000, "messages to receive")
	flag.Int64Var(&c.consWork, "conswork", 0, "iterations after each receive")
	flag.BoolVar(&c.locked, "locked", false, "LockOSThread in the arm's task")
	flag.StringVar(&c.lockedBy, "lockedby", "self", "that task: self (the consumer) or parent")
	flag.DurationVar(&c.timebox, "timebox", time.Hour, "stop the consumer's clock here")
	flag.StringVar(&c.stamps, "stamps", "", "debug: file for the consumer's stamps (CSV)")
	flag.Parse()
	// The parent sets GOMAXPROCS in the environment; equal, this does nothing.
	runtime.GOMAXPROCS(c.procs)

	r := newRun(c)
	// The watcher must be in its read before there is a crowd to queue behind.
	go r.watch()
	runtime.Gosched()

	began := time.Now()
	for i := range r.crowd.turns {
		go r.crowd.background(i, c.bgWork)
	}
	for i := 0; i < c.producers; i++ {
		go produce(r.ch, c.prodWork)
	}
	r.spawn = time.Since(began)
	r.before = readHost()
	fmt.Fprintln(os.Stdout, "spawned")
	if c.lockedBy == "parent" {
		go r.parent()
	} else {
		go r.consume()
	}
	select {}
}

// produce has two loops so that the origin's (no work) is nothing but sends.
func produce(ch chan<- struct{}, work int64) {
	if work == 0 {
		for {
			ch <- struct{}{}
		}
	}
	for {
		loop.Count(work)
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
