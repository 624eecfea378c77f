// Package child is about being one: whoever started the program may be killed.
package child

import "syscall"

const prSetPdeathsig = 1

// EndWithParent asks the kernel to kill this process when the thread that
// started it ends. The end of stdin tells the same, but a goroutine that reads
// it needs a P to act on it and queues behind the whole crowd: a lap.
func EndWithParent() {
	syscall.RawSyscall(syscall.SYS_PRCTL, prSetPdeathsig, uintptr(syscall.SIGKILL), 0)
}
