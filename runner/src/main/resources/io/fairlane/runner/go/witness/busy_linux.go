package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

// busyTicks is how long each CPU was busy since boot, in clock ticks of 10 ms.
func busyTicks() map[int]float64 {
	ticks := map[int]float64{}
	stat, err := os.Open("/proc/stat")
	if err != nil {
		return ticks
	}
	defer stat.Close()
	for lines := bufio.NewScanner(stat); lines.Scan(); {
		var cpu int
		var user, nice, system float64
		line := lines.Text()
		n, _ := fmt.Sscanf(line, "cpu%d %f %f %f", &cpu, &user, &nice, &system)
		if n == 4 && !strings.HasPrefix(line, "cpu ") { // that is their sum
			ticks[cpu] = user + nice + system
		}
	}
	return ticks
}
