package main

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"sort"
	"strings"
	"sync/atomic"
	"time"

	"fairlane/origin/loop"
)

// round is what one pass over the primitives measured, ns by name.
type round struct {
	procs  int
	values map[string]float64
	// Figures that had a look at their own CPU, steady or not.
	looked map[string]bool
}

func newRound() *round {
	return &round{values: map[string]float64{}, looked: map[string]bool{}}
}

// add ignores a figure that could not be taken (NaN).
func (r *round) add(name string, ns float64) {
	if !math.IsNaN(ns) && !math.IsInf(ns, 0) {
		r.values[name] = ns
	}
}

// beside takes a sample between two looks at how fast the CPUs are, in the
// condition of the sample (its Ps computing). Each new figure gets a companion,
// "<name>@": ns of an iteration at its time; none if the CPUs changed meanwhile.
func (r *round) beside(take func(*round)) {
	known := make(map[string]bool, len(r.values))
	for name := range r.values {
		known[name] = true
	}
	before := speed(r.procs)
	take(r)
	after := speed(r.procs)
	if !steady(before, after) {
		return
	}
	companions := make(map[string]float64)
	for name := range r.values {
		if !known[name] && !r.looked[name] {
			companions[name+"@"] = 2 / (1/before + 1/after)
		}
	}
	for name, ns := range companions {
		r.values[name] = ns
	}
}

func (r *round) print(elapsed time.Duration) {
	names := make([]string, 0, len(r.values))
	for name := range r.values {
		names = append(names, name)
	}
	sort.Strings(names)
	var b strings.Builder
	fmt.Fprintf(&b, `{"elapsed":%.3f`, elapsed.Seconds())
	for _, name := range names {
		fmt.Fprintf(&b, `,%q:%g`, name, r.values[name])
	}
	b.WriteString("}\n")
	os.Stdout.WriteString(b.String())
}

// alone gives a figure that one goroutine took its companion: looks of that
// goroutine at its own CPU, between the parts of what it timed.
func (r *round) alone(name string, looks []float64) {
	r.looked[name] = true
	sort.Float64s(looks)
	if n := len(looks); n > 0 && steady(looks[n/4], looks[n-1-n/4]) {
		r.values[name+"@"] = median(looks)
	}
}

// steady: looks that differ by less saw CPUs of the same speed. A look repeats
// to a few percent; what else runs on a core changes it twofold.
func steady(a, b float64) bool { return math.Abs(math.Log(a/b)) < 0.15 }

var epoch = time.Now()

// now is the monotonic clock in ns; a call takes ~35 ns, so batches are timed.
func now() int64 { return int64(time.Since(epoch)) }

func median(v []float64) float64 {
	if len(v) == 0 {
		return math.NaN()
	}
	s := append([]float64(nil), v...)
	sort.Float64s(s)
	return (s[len(s)/2] + s[(len(s)-1)/2]) / 2
}

// logSd is the sd of ln(v), without values above twice the median: those are
// turns during which somebody else had the CPU, which the model does not want
// as jitter of the work itself. Logs, because costs are skewed to the right.
func logSd(v []float64) float64 {
	m := median(v)
	var n, sum, squares float64
	for _, x := range v {
		if x <= 2*m {
			l := math.Log(x / m)
			n, sum, squares = n+1, sum+l, squares+l*l
		}
	}
	if n < 2 {
		return math.NaN()
	}
	return math.Sqrt((squares - sum*sum/n) / (n - 1))
}

// logMad is the sd of ln(v) as the median absolute deviation tells it: up to
// half of the values may have been disturbed by others. With few values of some
// ms each that matters; what others take is not jitter of the work itself.
func logMad(v []float64) float64 {
	m := median(v)
	deviations := make([]float64, len(v))
	for i, x := range v {
		deviations[i] = math.Abs(math.Log(x / m))
	}
	return 1.4826 * median(deviations)
}

// hog keeps one P (and so one CPU) busy in preemptible user code until stopped.
type hog struct{ stop, running, stopped int32 }

func startHogs(n int) []*hog {
	hogs := make([]*hog, n)
	for i := range hogs {
		h := &hog{}
		hogs[i] = h
		go func() {
			atomic.StoreInt32(&h.running, 1)
			for atomic.LoadInt32(&h.stop) == 0 {
				loop.Count(5000)
			}
			atomic.StoreInt32(&h.stopped, 1)
		}()
	}
	for _, h := range hogs {
		// Computing, not parking: the other P must steal the hog from here.
		spinUntil(&h.running, 5*time.Millisecond)
	}
	return hogs
}

func stopHogs(hogs []*hog) {
	for _, h := range hogs {
		atomic.StoreInt32(&h.stop, 1)
	}
	for _, h := range hogs {
		for atomic.LoadInt32(&h.stopped) == 0 {
			runtime.Gosched()
		}
	}
}

// spinUntil computes on this P until the flag is set, yielding after patience.
func spinUntil(flag *int32, patience time.Duration) {
	for t := now(); atomic.LoadInt32(flag) == 0; {
		if now()-t > int64(patience) {
			runtime.Gosched()
		}
	}
}

// spin computes on this P, leaving the other CPU idle.
func spin(d time.Duration) {
	for t := now(); now()-t < int64(d); {
	}
}
