package main

import (
	"math"
	"runtime/metrics"
)

const (
	schedLatencies = "/sched/latencies:seconds"
	schedThreads   = "/sched/threads/total:threads" // since Go 1.26
)

// scheduler is what the runtime tells of itself. The histogram is cumulative:
// the clock's is the difference of two readings.
type scheduler struct {
	waits   *metrics.Float64Histogram // nil: this Go does not tell
	threads int64                     // -1: this Go does not tell
}

// readScheduler does not stop the world; the first call sets up tables.
func readScheduler() scheduler {
	found := scheduler{threads: -1}
	samples := []metrics.Sample{{Name: schedLatencies}, {Name: schedThreads}}
	metrics.Read(samples)
	if samples[0].Value.Kind() == metrics.KindFloat64Histogram {
		found.waits = samples[0].Value.Float64Histogram()
	}
	if samples[1].Value.Kind() == metrics.KindUint64 {
		found.threads = int64(samples[1].Value.Uint64())
	}
	return found
}

// waitsSince is how many stays in a run queue were counted since then.
func (s scheduler) waitsSince(then scheduler) int64 {
	var n uint64
	for i := range s.counts(then) {
		n += s.waits.Counts[i] - then.waits.Counts[i]
	}
	return int64(n)
}

// quantileSince is the upper edge of its bucket (four an octave) in ns.
func (s scheduler) quantileSince(then scheduler, q float64) int64 {
	rank := int64(q * float64(s.waitsSince(then)))
	for i := range s.counts(then) {
		if rank -= int64(s.waits.Counts[i] - then.waits.Counts[i]); rank < 0 {
			edge := s.waits.Buckets[i+1]
			if math.IsInf(edge, 1) {
				edge = s.waits.Buckets[i]
			}
			return int64(edge*1e9 + 0.5)
		}
	}
	return 0
}

func (s scheduler) counts(then scheduler) []uint64 {
	if s.waits == nil || then.waits == nil {
		return nil
	}
	return s.waits.Counts
}
