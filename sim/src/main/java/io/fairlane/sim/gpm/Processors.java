package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.RandomStream;
import io.fairlane.sim.gpm.P.Phase;
import io.fairlane.sim.gpm.P.Status;

/**
 * All Ps, which of them idle (last in, first out: {@code sched.pidle}), how many threads hunt for
 * work ({@code nmspinning}), and the moves of Ps between threads.
 */
final class Processors {
  private final World world;
  private final P[] all;
  private final P[] idle;
  private int npidle;
  private int nmspinning;
  private final Threads threads;

  /** CPUs taken by threads that have no P (the consumer's own lane). */
  private int foreignCpus;

  private final boolean sysmonDisplaces;

  /**
   * @param cpus that the threads of Ps may use
   */
  Processors(World world, int procs, int cpus) {
    this.world = world;
    threads = new Threads(world.durations(), cpus);
    sysmonDisplaces = world.rules().has(Rule.SYSMON_DISPLACES);
    all = new P[procs];
    idle = new P[procs];
    for (int id = procs - 1; id >= 0; id--) {
      all[id] = new P(id, world.rules());
      idle[npidle++] = all[id];
    }
  }

  int count() {
    return all.length;
  }

  P get(int id) {
    return all[id];
  }

  P[] all() {
    return all;
  }

  Threads threads() {
    return threads;
  }

  int idleCount() {
    return npidle;
  }

  int spinningCount() {
    return nmspinning;
  }

  boolean anyIdle() {
    return npidle > 0;
  }

  boolean allIdle() {
    return npidle == all.length;
  }

  boolean anySpinning() {
    return nmspinning > 0;
  }

  void takeForeignCpu() {
    foreignCpus++;
  }

  int busyCpus() {
    return all.length - npidle + foreignCpus;
  }

  /**
   * The P whose thread a thread without a P displaces when it wakes up: where no CPU idles the
   * kernel runs it in place of another, any one of them. Null: a CPU was idle, or the lane's was
   * taken.
   */
  P displacedBy(RandomStream placement) {
    int busy = busyCpus();
    if (!sysmonDisplaces || busy < world.durations().cpus()) {
      return null;
    }
    int taken = placement.below(busy);
    for (P p : all) {
      if (p.status != Status.IDLE && taken-- == 0) {
        return p;
      }
    }
    return null;
  }

  /** At most half of the busy Ps hunt for work. */
  boolean mayStartSpinning() {
    return 2 * nmspinning < all.length - npidle;
  }

  void startSpinning(M m) {
    if (!m.spinning) {
      m.spinning = true;
      nmspinning++;
    }
  }

  void stopSpinning(M m) {
    if (m.spinning) {
      m.spinning = false;
      nmspinning--;
    }
  }

  /** {@code pidleget}: takes the P that went idle last. */
  P takeIdle(M m) {
    P p = idle[--npidle];
    p.m = m;
    p.status = Status.RUNNING;
    return p;
  }

  /** {@code pidleput}: the P has no thread and nothing to run. */
  void putIdle(P p, long now) {
    world.observer().released(now, p, p.m.id);
    p.status = Status.IDLE;
    p.phase = Phase.NONE;
    p.m = null;
    idle[npidle++] = p;
  }

  /** The P belongs to a thread that is being woken; sysmon skips it until it runs. */
  void move(P p, M to, Phase then, long now, long delay) {
    world.observer().moving(now, p, to.id, now + delay);
    p.m = to;
    p.status = Status.IN_TRANSIT;
    world.await(p, then, now + delay);
  }

  /** {@code wakep}: one more spinning M, if a P idles and nobody spins yet. */
  void wakep(long now) {
    if (npidle == 0 || nmspinning > 0) {
      return;
    }
    startSpinning(wake(idle[npidle - 1], now));
  }

  /**
   * {@code startm}: a thread is woken for this P, which idles.
   *
   * @return the thread
   */
  M wake(P p, long now) {
    long delay = world.durations().wake();
    M m = threads.takeIdle();
    if (m == null) {
      m = threads.make();
      delay += Durations.CREATE_THREAD;
    }
    int place = npidle - 1;
    while (idle[place] != p) {
      place--;
    }
    npidle--;
    System.arraycopy(idle, place + 1, idle, place, npidle - place);
    move(p, m, Phase.SCHEDULING, now, delay);
    return m;
  }
}
