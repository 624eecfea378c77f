package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"runtime/pprof"
	"strings"
	"time"
)

// How long the pair is profiled in a round: some 50 samples of a profiler that
// looks 100 times in a second of CPU time.
const profiled = 500 * time.Millisecond

// sampleSwitch: two goroutines on one P meet on an unbuffered channel, beside a
// CPU profile. The share of the time that is spent on the scheduler's own stack
// (park_m, schedule, execute, below mcall) is the part of a park in which no
// goroutine can be named by a preemption, or is wiped of it by execute.
func sampleSwitch(r *round) {
	var profile bytes.Buffer
	if pprof.StartCPUProfile(&profile) != nil {
		return
	}
	for begin := time.Now(); time.Since(begin) < profiled; {
		pingPong(0, 100000, false)
	}
	pprof.StopCPUProfile()
	r.alone("switch_share", nil) // a share: the CPU's speed is not in it
	r.add("switch_share", shareOf(profile.Bytes(), "runtime.mcall", "runtime.chansend1", "runtime.chanrecv1"))
}

// shareOf is the share of samples with the function on their stack, among those
// with it or one of the others; NaN if there are none.
func shareOf(profile []byte, function string, others ...string) float64 {
	stacks, err := stacksOf(profile)
	if err != nil {
		return math.NaN()
	}
	var with, all float64
	for _, stack := range stacks {
		switch {
		case stack.has(function):
			with += stack.count
			all += stack.count
		case stack.has(others...):
			all += stack.count
		}
	}
	return with / all
}

type stack struct {
	count     float64
	functions string // names, each between two newlines
}

func (s stack) has(functions ...string) bool {
	for _, f := range functions {
		if strings.Contains(s.functions, "\n"+f+"\n") {
			return true
		}
	}
	return false
}

// stacksOf reads what it needs of a profile (profile.proto of pprof): samples,
// locations, functions, and the table of strings.
func stacksOf(profile []byte) ([]stack, error) {
	zipped, err := gzip.NewReader(bytes.NewReader(profile))
	if err != nil {
		return nil, err
	}
	message, err := io.ReadAll(zipped)
	if err != nil {
		return nil, err
	}
	var table []string
	var samples [][]byte
	functionOf := map[uint64][]uint64{} // by location
	nameOf := map[uint64]uint64{}       // by function: index of a string
	err = fields(message, func(number int, value uint64, inner []byte) {
		switch number {
		case 2:
			samples = append(samples, inner)
		case 4:
			id, lines := location(inner)
			functionOf[id] = lines
		case 5:
			var id, name uint64
			_ = fields(inner, func(number int, value uint64, _ []byte) {
				switch number {
				case 1:
					id = value
				case 2:
					name = value
				}
			})
			nameOf[id] = name
		case 6:
			table = append(table, string(inner))
		}
	})
	if err != nil {
		return nil, err
	}
	var stacks []stack
	for _, sample := range samples {
		s := stack{functions: "\n"}
		_ = fields(sample, func(number int, value uint64, inner []byte) {
			numbers := packed(value, inner)
			switch {
			case number == 1:
				for _, at := range numbers {
					for _, f := range functionOf[at] {
						if name := nameOf[f]; name < uint64(len(table)) {
							s.functions += table[name] + "\n"
						}
					}
				}
			case number == 2 && len(numbers) > 0:
				s.count += float64(numbers[0]) // the first value is the count
			}
		})
		stacks = append(stacks, s)
	}
	return stacks, nil
}

// location is its number and its functions: the inlined ones come first.
func location(message []byte) (id uint64, functions []uint64) {
	_ = fields(message, func(number int, value uint64, inner []byte) {
		switch number {
		case 1:
			id = value
		case 4:
			_ = fields(inner, func(number int, value uint64, _ []byte) {
				if number == 1 {
					functions = append(functions, value)
				}
			})
		}
	})
	return id, functions
}

var errTorn = errors.New("not a message")

// fields visits the fields of a protocol buffer message: numbers have a value,
// everything of a length has its bytes.
func fields(message []byte, visit func(number int, value uint64, inner []byte)) error {
	for len(message) > 0 {
		key, n := binary.Uvarint(message)
		if n <= 0 {
			return errTorn
		}
		message = message[n:]
		switch key & 7 {
		case 0:
			value, n := binary.Uvarint(message)
			if n <= 0 {
				return errTorn
			}
			message = message[n:]
			visit(int(key>>3), value, nil)
		case 2:
			length, n := binary.Uvarint(message)
			if n <= 0 || length > uint64(len(message)-n) {
				return errTorn
			}
			visit(int(key>>3), 0, message[n:n+int(length)])
			message = message[n+int(length):]
		default:
			return errTorn // pprof writes no other
		}
	}
	return nil
}

// packed is a repeated number, written one by one or together.
func packed(value uint64, inner []byte) []uint64 {
	if inner == nil {
		return []uint64{value}
	}
	var numbers []uint64
	for len(inner) > 0 {
		value, n := binary.Uvarint(inner)
		if n <= 0 {
			break
		}
		numbers = append(numbers, value)
		inner = inner[n:]
	}
	return numbers
}
