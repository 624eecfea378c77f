package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// classes is how many equally likely values stand for a distribution, the
// model's own table (class Jitter): the same distribution, to the last tail.
const classes = 4096

// work is how long a piece of computing is, in iterations: always the mean, or
// the mean times a factor of mean one.
type work struct {
	mean    int64
	factors []float64
}

// parseWork reads "", "exponential", "lognormal:<cv>" or "pareto:<alpha>".
func parseWork(mean int64, distribution string) (work, error) {
	name, value, _ := strings.Cut(distribution, ":")
	shape, err := strconv.ParseFloat(value, 64)
	var quantile func(u float64) float64
	switch {
	case name == "" || name == "constant" || mean == 0:
		return work{mean: mean}, nil
	case name == "exponential":
		quantile, err = exponential, nil
	case name == "lognormal":
		sigma := math.Sqrt(math.Log1p(shape * shape))
		quantile = func(u float64) float64 { return math.Exp(sigma * math.Sqrt2 * math.Erfinv(2*u-1)) }
	case name == "pareto":
		quantile = func(u float64) float64 { return math.Pow(1-u, -1/shape) }
	default:
		err = fmt.Errorf("unknown")
	}
	if err != nil {
		return work{}, fmt.Errorf("distribution %q: %v", distribution, err)
	}
	return work{mean, table(quantile)}, nil
}

func exponential(u float64) float64 { return -math.Log1p(-u) }

// table is the quantile of the middle of each class, scaled to a mean of one.
func table(quantile func(u float64) float64) []float64 {
	factors := make([]float64, classes)
	sum := 0.0
	for i := range factors {
		factors[i] = quantile((float64(i) + 0.5) / classes)
		sum += factors[i]
	}
	for i := range factors {
		factors[i] *= classes / sum
	}
	return factors
}

func (w *work) constant() bool { return w.factors == nil }

func (w *work) draw(r *random) int64 {
	if w.factors == nil {
		return w.mean
	}
	return int64(float64(w.mean)*w.factors[r.class()] + 0.5)
}

// random is SplitMix64: eight bytes a goroutine, a nanosecond a draw.
type random uint64

// newRandom gives each goroutine of a run a stream of its own.
func newRandom(seed int64, role, number int) *random {
	r := random(uint64(seed) ^ uint64(role)<<56 ^ uint64(number))
	r = random(r.next())
	return &r
}

func (r *random) next() uint64 {
	*r += 0x9E3779B97F4A7C15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

func (r *random) class() int { return int(r.next() >> 52) }
