//go:build !linux

package main

import "time"

// allowed: threads cannot be pinned here, so no CPU is watched.
func allowed() []int { return nil }

func pin(int) {}

func sleep(d time.Duration) { time.Sleep(d) }

func busyTicks() map[int]float64 { return nil }
