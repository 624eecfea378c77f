package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// finish ends the clock at now, prints the line of JSON and exits. Called by
// the consumer and by watch; the first caller wins.
//
// A boxed run is cut at the box exactly, not at the moment somebody noticed
// (that moment is biased: it is the end of a gap, or a lap later): messages are
// those of the last stamp before the box, turns are interpolated from there.
func (r *run) finish(now stamp, boxed bool) {
	if !atomic.CompareAndSwapInt32(&r.finished, 0, 1) {
		select {}
	}
	r.endTrace()
	turns := float64(r.crowd.total() - r.beginTurns)
	shares, sched := r.crowd.shares(r.beginEach), readScheduler()
	end, after := readUsage(), readHost()
	if boxed && now.at > 0 {
		box := int64(r.timebox)
		last := stamp{atomic.LoadInt64(&r.last.at), atomic.LoadInt64(&r.last.received),
			atomic.LoadInt64(&r.last.marks)}
		if now.at > box && now.at > last.at {
			share := float64(box-last.at) / float64(now.at-last.at)
			marks := float64(last.marks) + share*float64(now.marks-last.marks)
			if now.marks > 0 {
				turns *= marks / float64(now.marks)
			}
			now = stamp{box, last.received, int64(marks)}
		}
	}
	if !boxed {
		r.account(now)
	}
	laps := r.laps
	quiet := lapMargin * float64(r.calmMarks)
	if r.bg == 0 || r.timed != nil || r.calm == 0 || quiet > lapShare*float64(r.crowd.markers())*float64(r.calm) {
		laps = -1
	}
	r.writeStamps()
	fmt.Printf(`{"go":%q,"gomaxprocs":%d,"cpus":%d,"locked":%t,"boxed":%t,`+
		`"seconds":%.9f,"messages":%d,"turns":%.0f,"laps":%d,"gap_laps":%.3f,"spawn_seconds":%.6f,`+
		`"voluntary":%d,"involuntary":%d,"cpu_seconds":%.6f,`+
		`"queue_wait_seconds":%.6f,"steal_seconds":%.2f,"busy_seconds":%.2f,"window_seconds":%.6f,`+
		`"window_cpu_seconds":%.6f,"parent_thread":%d,"consumer_threads":%s,`+
		`"latencies":%d,"latency_p50_ns":%d,"latency_p99_ns":%d,"latency_p999_ns":%d,`+
		`"turns_min":%d,"turns_max":%d,"jain":%.6f,"lap_waits":%d,"lap_p50_ns":%d,"lap_p99_ns":%d,`+
		`"threads":%d,"sched_waits":%d,"sched_p50_ns":%d,"sched_p99_ns":%d,`+
		`"pressure_some":%s,"pressure_full":%s}`+"\n",
		runtime.Version(), runtime.GOMAXPROCS(0), runtime.NumCPU(), r.locked, boxed,
		float64(now.at)/1e9, now.received, turns, laps, r.gapLaps(), r.spawn.Seconds(),
		end.voluntary-r.begin.voluntary, end.involuntary-r.begin.involuntary, end.cpu-r.begin.cpu,
		after.queueWait-r.before.queueWait, after.steal-r.before.steal, after.busy-r.before.busy,
		after.at.Sub(r.before.at).Seconds(), after.used.cpu-r.before.used.cpu,
		r.seen.parent, r.seen.list(),
		r.latency.n, r.latency.quantile(0.5), r.latency.quantile(0.99), r.latency.quantile(0.999),
		shares.fewest, shares.most, shares.jain,
		r.crowd.laps.waits.n, r.crowd.laps.waits.quantile(0.5), r.crowd.laps.waits.quantile(0.99),
		sched.threads, sched.waitsSince(r.beginSched),
		sched.quantileSince(r.beginSched, 0.5), sched.quantileSince(r.beginSched, 0.99),
		after.pressure.some.since(r.before.pressure.some, after.at.Sub(r.before.at)),
		after.pressure.full.since(r.before.pressure.full, after.at.Sub(r.before.at)))
	os.Exit(0)
}

// list reads what the consumer wrote; in a boxed run it may be writing still.
func (t *threads) list() string {
	ids := []string{}
	for _, id := range t.consumer {
		ids = append(ids, strconv.FormatInt(id, 10))
	}
	return "[" + strings.Join(ids, ",") + "]"
}

func (r *run) gapLaps() float64 {
	if r.crowd.markers() == 0 {
		return 0
	}
	return float64(r.gapMarks) / float64(r.crowd.markers())
}

func (r *run) writeStamps() {
	if r.log == nil {
		return
	}
	f, err := os.Create(r.stamps)
	if err != nil {
		return
	}
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "ns,received,marks")
	for _, s := range r.log {
		fmt.Fprintf(w, "%d,%d,%d\n", s.at, s.received, s.marks)
	}
	w.Flush()
	f.Close()
}

// usage is what the kernel counted for this process; -1 is "does not tell".
type usage struct {
	voluntary, involuntary int64
	cpu                    float64 // seconds
}

// host is what the machine did meanwhile, in seconds of CPU time since boot.
type host struct {
	at        time.Time
	used      usage
	queueWait float64 // this process's threads, runnable but not running
	steal     float64 // all CPUs, taken by the hypervisor
	busy      float64 // all CPUs, spent by anybody here
	pressure  struct{ some, full stall }
}

// stall is time in us for which the kernel says that threads waited; 0: it
// keeps no count (a host of which no thread has ever waited there is not).
type stall int64

// since is a share of the time as a JSON value.
func (s stall) since(then stall, time time.Duration) string {
	if s == 0 || time <= 0 {
		return "null"
	}
	return strconv.FormatFloat(float64(s-then)*1e3/float64(time), 'f', 6, 64)
}
