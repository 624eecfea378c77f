package main

import (
	"math/bits"
	"sync/atomic"
)

// latencies is a histogram of ns with buckets of at most 1/1,024 of their
// value, 16 ns at the least: what an HdrHistogram of three digits would hold.
type latencies struct {
	counts [64 * half]int64
	n      int64
}

const (
	half  = 1 << 10
	least = 4 // bits that are dropped of small values
)

func (l *latencies) add(ns int64) {
	if ns < 0 {
		ns = 0 // a clock that was read on another CPU
	}
	l.counts[bucket(uint64(ns)>>least)]++
	l.n++
}

// addShared is add for many writers at a time.
func (l *latencies) addShared(ns int64) {
	if ns < 0 {
		ns = 0
	}
	atomic.AddInt64(&l.counts[bucket(uint64(ns)>>least)], 1)
	atomic.AddInt64(&l.n, 1)
}

// bucket of v: itself below 2*half, then half buckets an octave.
func bucket(v uint64) int {
	if v < 2*half {
		return int(v)
	}
	shift := bits.Len64(v) - 11
	return shift*half + int(v>>uint(shift))
}

// top is the largest v in the bucket.
func top(b int) uint64 {
	if b < 2*half {
		return uint64(b)
	}
	shift := b/half - 1
	return (uint64(b-shift*half)+1)<<uint(shift) - 1
}

// quantile in ns, from above; 0 without values.
func (l *latencies) quantile(q float64) int64 {
	rank := int64(q * float64(l.n))
	for b, c := range l.counts {
		if rank -= c; rank < 0 {
			return int64((top(b)+1)<<least - 1)
		}
	}
	return 0
}
