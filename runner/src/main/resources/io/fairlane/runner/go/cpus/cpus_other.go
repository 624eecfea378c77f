//go:build !linux

package cpus

import "time"

// Allowed: threads cannot be pinned here.
func Allowed() []int { return nil }

func Confine(...int) {}

func Sleep(d time.Duration) { time.Sleep(d) }
