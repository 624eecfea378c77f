package main

import (
	"math"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

func spawnInFreshProcess(procs int) float64 {
	self, err := os.Executable()
	if err != nil {
		return math.NaN()
	}
	c := exec.Command(self, "-spawn")
	c.Env = append(os.Environ(), "GOMAXPROCS="+strconv.Itoa(procs))
	out, err := c.Output()
	if err != nil {
		return math.NaN()
	}
	ns, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
	if err != nil {
		return math.NaN()
	}
	return ns
}
