//go:build !linux

package main

import "time"

func readUsage() usage { return usage{} }

func readHost() host { return host{at: time.Now()} }
