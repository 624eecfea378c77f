package main

import (
	"runtime"
	"sync/atomic"
	"time"

	"fairlane/origin/cpus"
)

const (
	requests        = 5
	requestEvery    = 10 * time.Millisecond // the sleep of a backed-off sysmon
	stepChecks      = 16                    // looks at the guard a step
	visiblePatience = 500 * time.Millisecond
	interrupted     = 5000 // ns: the requester lost its CPU between reading and writing
)

// page keeps what follows off the page and the cache lines of what is before.
type page [4096]byte

// curg and asked are an M's and a G's fields as preemptone meets them: who runs
// is in one line, the flag and the guard in two others, all of them last
// written by the core that computes.
type (
	curg  struct{ step uint64 }
	asked struct {
		guard   uint64
		_       [128]byte
		preempt uint64
	}
)

var visible struct {
	_ page
	m curg
	_ page
	g [2]struct {
		asked
		_ page
	}
	read uint64 // the step that the requester read; 0 = no request
	_    page
	over int32
}

// sampleVisible: from the instant at which sysmon reads which G runs on a P to
// its request being seen by that G's checks. A thread that has slept as long as
// a backed-off sysmon reads who runs and asks, in preemptone's order. The G
// counts steps where a real one would write who runs now, and looks at its guard
// all the time: the steps since the one that was read are the delay. Two that
// spin and answer each other would be faster: their lines and their code are
// warm. Each is on a CPU of its own; on one the request would be there at once.
func sampleVisible(r *round) {
	if r.procs < 2 {
		return
	}
	v := &visible
	v.m.step = 1
	atomic.StoreUint64(&v.read, 0)
	atomic.StoreInt32(&v.over, 0)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		defer onCPU(1)()
		for i := 0; i < requests && atomic.LoadInt32(&v.over) == 0; i++ {
			for end := now() + int64(requestEvery); now() < end; {
				cpus.Sleep(time.Duration(end - now()))
			}
			step := atomic.LoadUint64(&v.m.step)
			g := &v.g[step%2] // who runs decides where to write: no store before the load
			g.preempt = 1
			g.guard = 1 // not atomic: preemptone's stores are none either
			atomic.StoreUint64(&v.read, step)
		}
	}()
	defer onCPU(0)()
	var took []float64
	deadline := now() + int64(visiblePatience)
	for len(took) < requests {
		ns, seen := awaitRequest(deadline)
		if !seen {
			break
		}
		took = append(took, ns)
	}
	atomic.StoreInt32(&v.over, 1)
	<-ended
	var sum, n float64
	for _, ns := range took {
		if ns < interrupted {
			sum, n = sum+ns, n+1
		}
	}
	r.add("visible", sum/n)
}

// awaitRequest counts steps until the guard is up: ns since the step that was
// read, half a step more since it was read anywhere within it.
func awaitRequest(deadline int64) (ns float64, seen bool) {
	v := &visible
	from, begin := v.m.step, now()
	for {
		for i := 0; i < stepChecks; i++ {
			if atomic.LoadUint64(&v.g[0].guard)+atomic.LoadUint64(&v.g[1].guard) != 0 {
				at, t := v.m.step, now()
				for atomic.LoadUint64(&v.read) == 0 {
				}
				read := atomic.LoadUint64(&v.read)
				atomic.StoreUint64(&v.read, 0)
				for g := range v.g {
					v.g[g].guard, v.g[g].preempt = 0, 0
				}
				pace := float64(t-begin) / float64(at-from)
				return (float64(at-read) + float64(i)/stepChecks - 0.5) * pace, at > from
			}
		}
		v.m.step++
		if v.m.step%(1<<16) == 0 && now() > deadline {
			return 0, false
		}
	}
}

// onCPU keeps the calling goroutine on the n-th CPU that this process may use
// until the function that it returns is called. A host that does not let it
// leaves it where it is.
func onCPU(n int) func() {
	runtime.LockOSThread()
	all := cpus.Allowed()
	if n < len(all) {
		cpus.Confine(all[n])
	}
	return func() {
		cpus.Confine(all...)
		runtime.UnlockOSThread()
	}
}
