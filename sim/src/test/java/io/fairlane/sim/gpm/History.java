package io.fairlane.sim.gpm;

import io.fairlane.sim.latency.Latencies;
import io.fairlane.sim.program.Workload;
import java.util.stream.LongStream;

/**
 * Everything that the scheduler decided, in order; messages with their senders. Turns of the
 * background are not lines, for bulk steps do not report each; how many there were, and every P's
 * tick, stands in each line.
 */
final class History implements Observer {
  /** A hash of each line; the text only of the line asked for. */
  final LongStream.Builder lines = LongStream.builder();

  /** Apart from the lines: bulk steps report receptions later than single steps do. */
  final LongStream.Builder messages = LongStream.builder();

  final Latencies latencies = new Latencies();

  private final int wanted;
  String text = "no such line";
  private int number;

  Simulation simulation;
  private G lastSender;
  private long lastSenderMessages;

  /**
   * @param wanted number of the line whose text is kept
   */
  History(int wanted) {
    this.wanted = wanted;
  }

  private void add(String line) {
    lines.add(line.hashCode() * 31L + line.length());
    if (number++ == wanted) {
      text = line;
    }
  }

  private void add(long at, P p, String what, G g) {
    StringBuilder line = new StringBuilder().append(at).append(' ').append(p).append(what);
    line.append(isBackground(g) ? "one" : String.valueOf(g));
    if (simulation != null) {
      line.append(" after ").append(simulation.counters().backgroundTurns).append(" turns, ticks");
      for (int id = 0; id < simulation.procs(); id++) {
        line.append(' ').append(simulation.p(id).schedtick());
      }
      line.append(", global ").append(simulation.globalQueueLength());
    }
    add(line.toString());
  }

  private static boolean isBackground(G g) {
    return g != null && g.program().name().equals(Workload.BACKGROUND);
  }

  @Override
  public void executed(long at, G g, P p, int thread, long tick, boolean inherited) {
    if (!isBackground(g)) {
      add(at, p, " on " + thread + " tick " + tick + inherited + " runs ", g);
    }
  }

  @Override
  public void preempted(long at, G g, P p) {
    add(at, p, " preempts ", g);
  }

  @Override
  public void stopped(long at, G g, P p, Stop why) {
    if (!isBackground(g)) {
      add(at, p, " " + why + " ", g);
    }
  }

  @Override
  public void stolen(long at, P thief, P victim, int taken, boolean runnext) {
    add(at, thief, " robs " + victim + " of " + taken + runnext + " before ", thief.current);
  }

  @Override
  public void acquired(long at, P p, int thread) {
    add(at + " " + p + " acquired by " + thread);
  }

  @Override
  public void released(long at, P p, int thread) {
    add(at + " " + p + " released by " + thread);
  }

  @Override
  public void received(long at, G receiver, G sender, long n) {
    if (sender != lastSender) {
      messages.add(lastSenderMessages * 31 + (lastSender == null ? 0 : lastSender.id()));
      lastSender = sender;
      lastSenderMessages = 0;
    }
    lastSenderMessages += n;
  }
}
