// Measures what the scheduler's primitives cost on this machine, each in many
// short samples taken in turn (round-robin), so that drift of a shared machine
// hits all alike. Prints one JSON object per round and one at the start; the
// parent does the statistics. Never runs a workload that is to be predicted.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"syscall"
	"time"

	"fairlane/origin/child"
)

// primitive takes one sample and adds what it measured to the round. Every
// 0 < every-th round only, for those that take long.
type primitive struct {
	name  string
	every int
	procs int // GOMAXPROCS it needs; skipped on a machine with fewer CPUs
	take  func(r *round)
}

// slowest is the largest "every": so many rounds visit all primitives.
const slowest = 4

var primitives = []primitive{
	{"iteration", 1, 2, sampleIteration},
	{"channel", 1, 2, sampleChannel},
	{"lone", 1, 1, sampleLone},
	{"contended", 1, 2, sampleContended},
	{"crowd", slowest, most, sampleCrowd},
	{"visible", 1, 2, sampleVisible},
	{"signal", 1, 2, sampleSignal},
	{"pair", 1, 1, samplePair},
	{"ready", 1, 1, sampleReady},
	{"switch", slowest, 1, sampleSwitch},
	{"wake", 1, 2, sampleWake},
	{"backoff", 1, 2, sampleBackoff},
	{"steal", 1, 2, sampleSteal},
	{"handoff busy", slowest, 2, sampleHandoffBusy},
	{"handoff idle", 1, 1, sampleHandoffIdle},
	{"nanosleep", 1, 2, sampleNanosleep},
	{"yield", slowest, 2, sampleYield},
	{"sched lock", slowest, 2, sampleSchedLock},
	{"spawn", slowest, 2, sampleSpawn},
	{"sysmon", slowest, 1, sampleSysmon},
	{"taken", slowest, 1, sampleTaken},
}

func main() {
	seconds := flag.Float64("seconds", 15, "how long to measure")
	spawn := flag.Bool("spawn", false, "one spawn loop in this fresh process")
	only := flag.String("only", "", "debug: one primitive")
	flag.Parse()
	if *spawn {
		fmt.Println(spawnLoop())
		return
	}
	child.EndWithParent()
	go exitWithParent()
	cpus := runtime.NumCPU()
	fmt.Printf(`{"go":%q,"cpus":%d}`+"\n", runtime.Version(), cpus)
	begin := time.Now()
	for n := 0; n < slowest || time.Since(begin).Seconds() < *seconds; n++ {
		r := newRound()
		for i, p := range primitives {
			// The slow ones are spread over the rounds.
			if (n+i)%p.every != 0 || (*only != "" && *only != p.name) {
				continue
			}
			procs := p.procs
			if procs > cpus {
				procs = cpus
			}
			runtime.GOMAXPROCS(procs)
			r.procs = procs
			r.beside(p.take)
		}
		r.print(time.Since(begin))
	}
}

// exitWithParent: the parent closes stdin or dies. Nothing here crowds the
// queues for long, so the read comes back to a P at once.
func exitWithParent() {
	var one [1]byte
	for {
		n, err := syscall.Read(0, one[:])
		if err != syscall.EINTR && (n <= 0 || err != nil) {
			os.Exit(1)
		}
	}
}
