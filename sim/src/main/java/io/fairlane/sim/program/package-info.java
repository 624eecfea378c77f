/**
 * What Gs do: programs made of a small vocabulary (compute, yield, send, receive, select, close,
 * sleep, system call, spawn, lock, block, exit), and the programs of a scenario. Says nothing of
 * when or where they run; imports only {@code io.fairlane.experiment}.
 */
package io.fairlane.sim.program;
