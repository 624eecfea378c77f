package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.Jitter;
import io.fairlane.sim.engine.RandomStream;
import io.fairlane.sim.gpm.P.Status;

/**
 * {@code sysmon} and {@code retake}: the only source of time slices. It samples every P's schedtick
 * and stamps a new tick with its own time, not with the slice's start, so a slice lasts between one
 * and two of its periods. It begins with sleeps of 20 us and backs off to the full period.
 */
final class Sysmon {
  private static final long FIRST_SLEEP = 20_000 * Durations.PS_PER_NS;
  private static final int SHORT_CYCLES = 51;
  private static final long LONGEST_SLEEP = 10_000_000 * Durations.PS_PER_NS;
  private static final long LONGEST_DEEP_SLEEP = 60_000_000_000L * Durations.PS_PER_NS;

  private final World world;
  private final int slot;
  private final Processors processors;
  private final Preemption preemption;

  /** Which CPU sysmon wakes up on where none idles. */
  private final RandomStream placement;

  private final Jitter slackJitter;
  private final boolean slicePreemption;
  private final boolean backsOff;
  private final boolean deepSleep;
  private final Timers timers;
  private final Syscalls syscalls;

  /** It sleeps because all Ps idle ({@code sysmonwait}). */
  private boolean deep;

  private int cycle;
  private long next;
  private long sleep = FIRST_SLEEP;

  Sysmon(
      World world,
      int slot,
      Processors processors,
      RandomStream placement,
      Preemption preemption,
      Jitter slackJitter,
      Timers timers,
      Syscalls syscalls) {
    this.world = world;
    this.slot = slot;
    this.processors = processors;
    this.placement = placement;
    this.preemption = preemption;
    this.slackJitter = slackJitter;
    this.timers = timers;
    this.syscalls = syscalls;
    syscalls.use(this);
    deepSleep = world.rules().has(Rule.SYSMON_DEEP_SLEEP);
    backsOff = world.rules().has(Rule.SYSMON_BACKOFF);
    slicePreemption = world.rules().has(Rule.SLICE_PREEMPTION);
  }

  /** First sample after one short sleep from {@code now}. */
  void start(long now) {
    sleepUntil(now + nextSleep());
  }

  /** As long after its start as it likes: every sleep is the full period from {@code first} on. */
  void startBackedOff(long first) {
    sleep = LONGEST_SLEEP;
    cycle = SHORT_CYCLES + 1;
    sleepUntil(first);
  }

  /** When it looks next (ps). */
  long nextSample() {
    return next;
  }

  private void sleepUntil(long at) {
    next = at;
    world.calendar().schedule(slot, at);
  }

  /** {@code retake} took a P out of a syscall: back to short sleeps, the next one from now. */
  void resetBackoff() {
    cycle = 0;
    sleep = FIRST_SLEEP;
  }

  /** A system call begins or has ended: if sysmon was in deep sleep it is back at 20 us. */
  void wake(long now) {
    if (deep) {
      deep = false;
      resetBackoff();
      sleepUntil(now + nextSleep());
    }
  }

  void sample(long now) {
    if (sleepsDeeply(now)) {
      return;
    }
    P displaced = processors.displacedBy(placement);
    boolean retook = false;
    for (P p : processors.all()) {
      if (p.status == Status.RUNNING) {
        retake(p, p == displaced, now);
      } else if (p.status == Status.SYSCALL) {
        retook |= syscalls.retake(p, isExpired(p, now), now);
      }
    }
    if (retook) {
      resetBackoff();
    }
    sleepUntil(now + nextSleep());
  }

  /** While all Ps idle: until the next timer, or half of the time between two forced GCs. */
  private boolean sleepsDeeply(long now) {
    boolean slept = deep;
    deep = false;
    long until = Math.min(timers.earliest(), now + LONGEST_DEEP_SLEEP);
    if (!deepSleep || !processors.allIdle() || until <= now) {
      if (slept && !world.rules().has(Rule.P_TIMERS)) {
        // up to 1.13 whatever ended a deep sleep
        resetBackoff();
      }
      return false;
    }
    deep = true;
    sleepUntil(until);
    return true;
  }

  private void retake(P p, boolean stopped, long now) {
    if (isExpired(p, now)) {
      preemption.preemptOne(p, stopped, now);
    }
  }

  /** True if the P's tick is older than a slice; a new one is stamped. */
  private boolean isExpired(P p, long now) {
    if (p.sysmonTick != p.schedtick()) {
      p.sysmonTick = p.schedtick();
      p.sysmonWhen = now;
      return false;
    }
    return slicePreemption
        && p.sysmonWhen + world.rules().timeSliceNs() * Durations.PS_PER_NS <= now;
  }

  private long nextSleep() {
    cycle++;
    if (backsOff && cycle > SHORT_CYCLES && sleep < LONGEST_SLEEP) {
      sleep = Math.min(2 * sleep, LONGEST_SLEEP);
    }
    long slack =
        sleep == LONGEST_SLEEP
            ? world.durations().sysmonPeriod() - sleep
            : world.durations().sysmonSlack();
    return sleep + Jitter.times(Math.max(slack, 0), slackJitter.draw());
  }
}
