package main

import "runtime"

// threadsMost bounds how many different threads are kept: enough to see that
// there is more than one.
const threadsMost = 16

// threads is the evidence on one question: does a goroutine that a locked one
// creates stay on its creator's thread? Written by the parent, then by the
// consumer; nobody else looks before the end.
type threads struct {
	wanted   bool
	parent   int64
	consumer []int64
}

// parent creates the consumer, as main does otherwise: locked if the arm says
// so, and then for ever. It blocks in a select, so that its thread parks.
func (r *run) parent() {
	if r.locked {
		runtime.LockOSThread()
	}
	r.seen.parent = threadID()
	go r.consume()
	select {}
}

// look notes which thread the consumer is on. A raw system call: it does not
// give up the P. Once a stamp, ~0.1 us.
func (t *threads) look() {
	if !t.wanted || len(t.consumer) == threadsMost {
		return
	}
	id := threadID()
	for _, known := range t.consumer {
		if known == id {
			return
		}
	}
	t.consumer = append(t.consumer, id)
}
