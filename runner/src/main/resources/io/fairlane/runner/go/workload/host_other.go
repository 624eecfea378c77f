//go:build !linux

package main

import "time"

func readUsage() usage { return usage{} }

// threadID is 0: not told here.
func threadID() int64 { return 0 }

func readHost() host { return host{at: time.Now()} }
