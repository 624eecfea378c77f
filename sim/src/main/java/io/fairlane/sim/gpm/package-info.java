/**
 * The scheduler model: Gs, Ms and Ps, their queues, channels, sysmon and LockOSThread, by the rules
 * of Go's {@code proc.go} and {@code chan.go}, in picoseconds of simulated time. Deterministic:
 * everything follows from rules, costs, program and seed. Never imports anything that can see the
 * hardware.
 */
package io.fairlane.sim.gpm;
