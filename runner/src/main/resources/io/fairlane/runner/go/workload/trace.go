package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"runtime/trace"
	"strconv"
	"time"
)

// tracer records a window of the consumer's clock with runtime/trace, and ends
// the run with it. Kept in memory until then: writing a file makes system
// calls, and each gives up a P.
type tracer struct {
	file     string // none: no trace
	from, to time.Duration
	events   bytes.Buffer
}

// beforeClock opens a window that starts with the clock: opening stops the
// world for some 0.1 ms, which would otherwise be the consumer's.
func (r *run) beforeClock() {
	if r.trace.file != "" && r.trace.from == 0 {
		trace.Start(&r.trace.events)
	}
}

// afterClock is called right after the clock has started. Timers, and not a
// goroutine that sleeps: until one fires, nobody is in the queues for it.
func (r *run) afterClock() {
	if r.trace.file == "" {
		return
	}
	if r.trace.from == 0 {
		r.mark("clock")
	} else {
		time.AfterFunc(r.trace.from, func() {
			trace.Start(&r.trace.events)
			r.mark("clock")
		})
	}
	time.AfterFunc(r.trace.to, func() { r.finish(r.clock(), true) })
}

// mark notes in the trace what the consumer's clock shows (ns).
func (r *run) mark(what string) {
	trace.Log(context.Background(), what, strconv.FormatInt(int64(time.Since(r.start)), 10))
}

// endTrace closes the window and writes what was seen.
func (r *run) endTrace() {
	if r.trace.file == "" {
		return
	}
	r.mark("end")
	trace.Stop()
	if err := os.WriteFile(r.trace.file, r.trace.events.Bytes(), 0o600); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
