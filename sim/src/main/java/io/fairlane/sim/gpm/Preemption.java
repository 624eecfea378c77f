package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;
import io.fairlane.sim.engine.Jitter;
import io.fairlane.sim.gpm.P.Phase;
import io.fairlane.sim.program.Workload;

/**
 * From sysmon's request to the yield (spec section 4.2). A request names the G it finds; it is lost
 * if there is none, or if that G has parked when the request becomes visible to its core (its next
 * {@code execute} wipes it). The named G yields at its next check, or to the signal if it computes.
 */
final class Preemption {
  private final World world;
  private final Processors processors;
  private final Scheduler scheduler;
  private final Jitter visibility;
  private final boolean signalPreemption;
  private final boolean lostRequests;

  Preemption(World world, Processors processors, Scheduler scheduler, Jitter visibility) {
    this.world = world;
    this.processors = processors;
    this.scheduler = scheduler;
    this.visibility = visibility;
    lostRequests = world.rules().has(Rule.LOST_REQUESTS);
    signalPreemption = world.rules().has(Rule.SIGNAL_PREEMPTION);
  }

  /**
   * {@code preemptone}: names the G it finds; nothing happens if there is none.
   *
   * @param stopped sysmon runs in place of the P's thread, which sees all it wrote when it goes on
   */
  void preemptOne(P p, boolean stopped, long now) {
    world.counters().preemptionRequests++;
    G g = p.phase == Phase.PARKING ? p.parking : now < p.currentSince ? null : p.current;
    world.observer().requested(now, p, g);
    if (!lostRequests && (g == null || p.phase == Phase.PARKING)) {
      p.owesRequest = true;
      return;
    }
    if (g == null || g.preemptAt != EventCalendar.NEVER) {
      return;
    }
    long delay = Jitter.times(world.durations().preemptVisible(), visibility.draw());
    g.preemptAt = now + (stopped || !lostRequests ? 0 : delay);
    if (p.phase == Phase.CHANNEL_RUN) {
      p.touched.limit(p.run, g.preemptAt, now, 2 * processors.count());
    } else if (p.phase == Phase.COMPUTING && signalPreemption) {
      world.calendar().schedule(signalSlot(p), now + world.durations().preemptSignal());
    }
  }

  /** The signal reaches the thread: a computing G that was asked to yields at once. */
  void onSignal(P p, long now) {
    G g = p.current;
    if (p.phase == Phase.COMPUTING && g != null && g.preemptAt <= now) {
      g.remaining = Math.max(p.workEnds - now, 1);
      world.calendar().cancel(p.id);
      preempted(p, g, now);
    }
  }

  private int signalSlot(P p) {
    return processors.count() + p.id;
  }

  /** To the global tail, like Gosched ({@code gopreempt_m}). */
  void preempted(P p, G g, long now) {
    ChannelOperations.leave(p, now);
    String role = g.program.name();
    if (role == Workload.CONSUMER) {
      world.counters().preemptionsConsumer++;
    } else if (role == Workload.PRODUCER) {
      world.counters().preemptionsProducer++;
    } else {
      world.counters().preemptionsOther++;
    }
    world.observer().preempted(now, g, p);
    world.observer().stopped(now, g, p, Observer.Stop.PREEMPTED);
    scheduler.preempted(p, g, now);
  }
}
