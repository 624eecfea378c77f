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

  private final World world;
  private final int slot;
  private final Processors processors;
  private final Preemption preemption;

  /** Which CPU sysmon wakes up on where none idles. */
  private final RandomStream placement;

  private final Jitter slackJitter;
  private final boolean slicePreemption;
  private final boolean backsOff;
  private int cycle;
  private long sleep = FIRST_SLEEP;

  Sysmon(
      World world,
      int slot,
      Processors processors,
      RandomStream placement,
      Preemption preemption,
      Jitter slackJitter) {
    this.world = world;
    this.slot = slot;
    this.processors = processors;
    this.placement = placement;
    this.preemption = preemption;
    this.slackJitter = slackJitter;
    backsOff = world.rules().has(Rule.SYSMON_BACKOFF);
    slicePreemption = world.rules().has(Rule.SLICE_PREEMPTION);
  }

  /** First sample after one short sleep from {@code now}. */
  void start(long now) {
    world.calendar().schedule(slot, now + nextSleep());
  }

  /** As long after its start as it likes: every sleep is the full period from {@code first} on. */
  void startBackedOff(long first) {
    sleep = LONGEST_SLEEP;
    cycle = SHORT_CYCLES + 1;
    world.calendar().schedule(slot, first);
  }

  /** {@code retake} took a P out of a syscall: back to short sleeps, the next one from now. */
  void resetBackoff() {
    cycle = 0;
    sleep = FIRST_SLEEP;
  }

  void sample(long now) {
    P displaced = processors.displacedBy(placement);
    for (P p : processors.all()) {
      if (p.status == Status.RUNNING) {
        retake(p, p == displaced, now);
      }
    }
    world.calendar().schedule(slot, now + nextSleep());
  }

  private void retake(P p, boolean stopped, long now) {
    if (p.sysmonTick != p.schedtick()) {
      p.sysmonTick = p.schedtick();
      p.sysmonWhen = now;
    } else if (slicePreemption
        && p.sysmonWhen + world.rules().timeSliceNs() * Durations.PS_PER_NS <= now) {
      preemption.preemptOne(p, stopped, now);
    }
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
