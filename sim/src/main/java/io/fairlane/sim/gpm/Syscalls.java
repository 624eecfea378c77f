package io.fairlane.sim.gpm;

import io.fairlane.sim.gpm.P.Status;

/**
 * System calls (spec section 7; up to Go 1.25). The P of an ordinary one stays with its thread,
 * loosely: sysmon takes it away if it finds the same call at two samples. A thread that comes back
 * takes its old P, or any idle one, or puts its G at the global tail and sleeps. None of this
 * begins a time slice but the last.
 */
final class Syscalls {
  /** A P without work is left alone for so long if somebody else could do new work. */
  private static final long PATIENCE = 10_000_000 * Durations.PS_PER_NS;

  private final World world;
  private final Processors processors;
  private final Scheduler scheduler;
  private final Handoff handoff;

  /** Slot of the call that ends first. */
  private final int slot;

  private final TimerHeap calls = new TimerHeap();
  private Sysmon sysmon;

  Syscalls(World world, Processors processors, Scheduler scheduler, Handoff handoff, int slot) {
    this.world = world;
    this.processors = processors;
    this.scheduler = scheduler;
    this.handoff = handoff;
    this.slot = slot;
  }

  void use(Sysmon sysmon) {
    this.sysmon = sysmon;
  }

  /**
   * {@code entersyscall}, or {@code entersyscallblock} if it is known to block: that hands the P
   * over at once.
   */
  void enter(P p, G g, long duration, boolean blocks, long now) {
    g.state = G.State.IN_SYSCALL;
    g.waits().syscallM = p.m;
    g.waits().syscallP = p;
    p.current = null;
    world.observer().stopped(now, g, p, Observer.Stop.IN_SYSCALL);
    sysmon.wake(now);
    calls.add(now + duration, g);
    world.calendar().schedule(slot, calls.earliest());
    if (blocks) {
      p.syscalltick++;
      handoff.handoffp(p, p.m, now);
    } else {
      p.status = Status.SYSCALL;
      p.phase = P.Phase.NONE;
    }
  }

  /** {@code exitsyscall} of the call that ends now. */
  void onEvent(long now) {
    G g = calls.poll();
    if (!calls.isEmpty()) {
      world.calendar().schedule(slot, calls.earliest());
    }
    M m = g.waits().syscallM;
    P old = g.waits().syscallP;
    g.waits().syscallM = null;
    g.waits().syscallP = null;
    if (old.status == Status.SYSCALL && old.m == m) {
      old.status = Status.RUNNING;
      goOn(old, g, now);
    } else if (processors.anyIdle()) {
      P p = processors.takeIdle(m);
      world.observer().acquired(now, p, m.id);
      sysmon.wake(now);
      goOn(p, g, now);
    } else {
      g.runnable(now);
      world.observer().readied(now, g, null, null);
      scheduler.queues().global.add(g);
      if (g.lockedM == null) {
        processors.threads().putIdle(m, now);
      } else {
        m.parkedAt = now;
      }
    }
  }

  private void goOn(P p, G g, long now) {
    p.syscalltick++;
    scheduler.execution().resume(p, g, now);
  }

  /**
   * {@code retake} of a P in a system call.
   *
   * @param expired its tick is older than a time slice
   * @return true if it was taken: sysmon samples often again
   */
  boolean retake(P p, boolean expired, long now) {
    if (!expired && p.sysmonSyscallTick != p.syscalltick) {
      p.sysmonSyscallTick = p.syscalltick;
      p.sysmonSyscallWhen = now;
      return false;
    }
    if (!p.hasLocalWork()
        && (processors.anySpinning() || processors.anyIdle())
        && p.sysmonSyscallWhen + PATIENCE > now) {
      return false;
    }
    p.syscalltick++;
    handoff.handoffp(p, null, now);
    return true;
  }
}
