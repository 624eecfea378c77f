package main

import (
	"fmt"
	"math"
	"sync"
	"sync/atomic"
)

// most Ps at one channel that are looked at.
const most = 8

// sampleCrowd: ns of a send and of a receive while k Ps are at one channel, for
// each k from two up. Only the ratio to that of two is used.
func sampleCrowd(r *round) {
	if r.procs < 3 {
		return
	}
	for k := 2; k <= r.procs; k++ {
		send, receive := among(k)
		r.add(fmt.Sprintf("send_among_%d", k), send)
		r.add(fmt.Sprintf("receive_among_%d", k), receive)
	}
}

// crowded is what one of the crowd did in a window.
type crowded struct {
	batches            int64 // of sends, and as many of receives
	sending, receiving int64 // ns
}

// among: each of the k sends a batch, receives a batch, and so on. So the
// channel stays half full whatever k is and whomever the lock prefers, and all k
// are at it for the whole window. With fixed roles an odd one out, or the lock,
// which is not fair, would fill or empty it. Times are summed, not their median
// taken: who waits in turn for the lock waits in few of the batches, for long.
func among(k int) (send, receive float64) {
	ch := make(chan struct{}, slots)
	for n := 0; n < slots/2; n++ {
		ch <- struct{}{}
	}
	var ready, stop int32
	each := make([]crowded, k)
	var done sync.WaitGroup
	done.Add(k)
	for i := 0; i < k; i++ {
		go func(i int) {
			defer done.Done()
			allReady(&ready, int32(k))
			begin := now()
			var own crowded
			for t := begin; atomic.LoadInt32(&stop) == 0; own.batches++ {
				for n := 0; n < checkedAt; n++ {
					ch <- struct{}{}
				}
				sent := now()
				for n := 0; n < checkedAt; n++ {
					<-ch
				}
				received := now()
				own.sending += sent - t
				own.receiving += received - sent
				if t = received; t-begin > window {
					atomic.StoreInt32(&stop, 1)
				}
			}
			each[i] = own
		}(i)
	}
	done.Wait()
	var all crowded
	for _, own := range each {
		if own.batches == 0 {
			return math.NaN(), math.NaN() // it had no CPU: they were not k
		}
		all.batches += own.batches
		all.sending += own.sending
		all.receiving += own.receiving
	}
	operations := float64(all.batches * checkedAt)
	return float64(all.sending) / operations, float64(all.receiving) / operations
}
