package io.fairlane.analysis.explain;

import io.fairlane.analysis.compare.Figures;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Scenario;

/**
 * What the costs say about the place of a flip: the quantity of the specification's section 10 that
 * changes there, beside what it competes with. A reason is a computed figure, not a proof.
 */
final class Reason {
  private static final double NS = 1e-9;

  private final Costs costs;
  private final Scenario there;
  private final Flip flip;

  private Reason(Costs costs, Scenario scenario, Flip flip) {
    this.costs = costs;
    this.flip = flip;
    this.there = flip.key().set(scenario, flip.value());
  }

  /** A clause; empty if no closed form applies. */
  static String of(Flip flip, Scenario scenario, Costs costs) {
    return new Reason(costs, scenario, flip).text();
  }

  private String text() {
    return switch (flip.key()) {
      case CHANNEL_CAPACITY -> flip.upwards() ? turn() : handoffs();
      case CONSUMER_WORK -> turn();
      case BACKGROUND_TASKS, BACKGROUND_WORK, PROCESSORS -> lap();
      case PRODUCERS_WORK -> supply();
      case PRODUCERS_TASKS -> hits();
    };
  }

  private double receive() {
    return (costs.receive().value() + costs.iteration().value() * there.consumer().work().mean())
        * NS;
  }

  private double send() {
    return (costs.send().value() + costs.iteration().value() * there.producers().work().mean())
        * NS;
  }

  private double period() {
    return costs.sysmonPeriod().value() * NS;
  }

  /** R1: the consumer itself can be hit once a turn outlasts a sysmon period. */
  private String turn() {
    double turn = there.channel().capacity() * receive();
    double cycle = there.channel().capacity() * (receive() + send());
    if (turn >= 0.8 * period()) {
      return "a consumer's turn (capacity * receive) then lasts "
          + Figures.seconds(turn)
          + ", a sysmon period "
          + Figures.seconds(period());
    }
    return cycle >= 0.8 * period()
        ? "a cycle of filling and draining the channel then lasts "
            + Figures.seconds(cycle)
            + ", a sysmon period "
            + Figures.seconds(period())
            + ": what is hit depends on their ratio"
        : "";
  }

  /** R5: the lane pays two hand-offs for each time the channel runs empty. */
  private String handoffs() {
    double paid =
        2.0
            * there.consumer().messages()
            * costs.handoffBusy().value()
            * NS
            / (there.channel().capacity() + 2.0);
    double lost = flip.lower().fairSeconds() - there.consumer().messages() * (receive() + send());
    return "the lane's hand-offs, 2N*t_h/(B+2), then cost "
        + Figures.seconds(paid)
        + "; the laps it saves "
        + Figures.seconds(Math.max(0, lost));
  }

  /** R2: what fair loses is a number of laps through the background. */
  private String lap() {
    double lap =
        there.background().tasks()
            * (costs.iteration().value() * there.background().work().mean() + costs.yield().value())
            * NS
            / there.processors();
    double needed = flip.beyond().messages() * (receive() + send());
    return "a lap through the background then lasts "
        + Figures.seconds(lap)
        + ", the messages themselves "
        + Figures.seconds(needed);
  }

  private String supply() {
    double producing = send() / Math.min(there.producers().tasks(), there.processors());
    return "an item then takes the producers "
        + Figures.seconds(send())
        + " each, "
        + Figures.seconds(producing)
        + " on all Ps, and the consumer "
        + Figures.seconds(receive());
  }

  /** R1: every hit uses a producer up for a lap. */
  private String hits() {
    double slices = there.consumer().messages() * (receive() + send()) / (1.65 * period());
    return "about "
        + Figures.amount(slices)
        + " slices end in a run, and each that ends on a producer takes it away for a lap";
  }
}
