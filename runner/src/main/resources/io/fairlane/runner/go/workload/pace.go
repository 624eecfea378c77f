package main

import (
	"time"

	"fairlane/origin/loop"
)

// pacer keeps the times at which one producer means to send: an open loop. A
// late send does not shift the next, so a wait shows as latency and not as
// fewer messages.
type pacer struct {
	gap    float64   // ns between two messages of this producer
	gaps   []float64 // factors of it; nil: always the same
	random *random
	due    float64 // ns on the run's clock
}

// newPacer shifts equal gaps against those of the other producers, so that
// together they send at equal gaps, too.
func (r *run) newPacer(number int, origin int64) *pacer {
	p := &pacer{gap: float64(r.producers) * 1e9 / float64(r.rate), random: newRandom(r.seed, 3, number)}
	if r.arrivals == "exponential" {
		p.gaps = r.gaps
		p.due = float64(origin) + p.next()
	} else {
		p.due = float64(origin) + float64(number)*p.gap/float64(r.producers)
	}
	return p
}

func (p *pacer) next() float64 {
	if p.gaps == nil {
		return p.gap
	}
	return p.gap * p.gaps[p.random.class()]
}

// producePaced sends the intended times themselves: the consumer finds the
// latency in what it receives, without a table that both would touch.
func (r *run) producePaced(number int) {
	p := r.newPacer(number, r.sinceBirth())
	draws := newRandom(r.seed, 1, number)
	for {
		if early := int64(p.due) - r.sinceBirth(); early > 0 {
			time.Sleep(time.Duration(early))
		}
		if r.prodWork.mean > 0 {
			loop.Count(r.prodWork.draw(draws))
		}
		r.timed <- int64(p.due)
		p.due += p.next()
	}
}

// sinceBirth is the clock of intended times: it runs before the consumer's.
func (r *run) sinceBirth() int64 { return int64(time.Since(r.birth)) }

// receiveTimed is the consumer's receive and its look at the clock, some 40 ns
// that only paced runs pay: there the producers' schedule sets the pace.
func (r *run) receiveTimed() {
	due := <-r.timed
	r.latency.add(r.sinceBirth() - due)
}
