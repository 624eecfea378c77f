//go:build !linux

package main

func busyTicks() map[int]float64 { return nil }
