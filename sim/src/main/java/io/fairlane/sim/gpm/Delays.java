package io.fairlane.sim.gpm;

import io.fairlane.sim.latency.Latencies;
import io.fairlane.sim.program.Workload;

/** Hands what waited to the {@link Latencies}, while the consumer's clock runs. */
final class Delays {
  private final Latencies latencies;
  private final Counters counters;

  Delays(Latencies latencies, Counters counters) {
    this.latencies = latencies;
    this.counters = counters;
  }

  private boolean clockRuns() {
    return counters.clockStarted >= 0 && counters.clockStopped < 0;
  }

  /** {@code n} messages whose latencies are {@code step} apart were taken out of a channel. */
  void received(long latency, long step, long n) {
    if (clockRuns()) {
      latencies.messages().record(latency, step, n);
    }
  }

  /** A G runs from {@code at} on, with the message that it waited for if it did. */
  void executed(G g, long at) {
    if (clockRuns()) {
      if (g.program.name() == Workload.CONSUMER) {
        latencies.consumerDelay().record(at - g.runnableSince);
      } else if (g.program.name() == Workload.PRODUCER) {
        latencies.producerDelay().record(at - g.runnableSince);
      }
      if (g.handedSentAt >= 0) {
        latencies.messages().record(at - g.handedSentAt);
      }
    }
    g.handedSentAt = -1;
  }
}
