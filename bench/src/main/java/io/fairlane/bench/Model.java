package io.fairlane.bench;

/** What is simulated. */
public enum Model {
  HOLD_EXPONENTIAL("hold, exponential"),
  HOLD_BIMODAL("hold, bimodal"),
  HOLD_MOSTLY_NOW("hold, mostly now"),
  QUEUE_HALF_BUSY("M/M/1, rho 0.5"),
  QUEUE_BUSY("M/M/1, rho 0.9");

  /** Mean time from one event to the next in a hold model: ties stay rare at any size (ticks). */
  private static final double STEP = 1_000;

  /** Mean time between arrivals (ticks). */
  private static final double ARRIVAL = 1_000_000;

  private final String label;

  Model(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  boolean isHold() {
    return this == HOLD_EXPONENTIAL || this == HOLD_BIMODAL || this == HOLD_MOSTLY_NOW;
  }

  /**
   * @param pending events pending at any time of a hold model; ignored by the others
   */
  EventModel of(Engine engine, int pending) {
    double mean = STEP * pending;
    return switch (this) {
      case HOLD_EXPONENTIAL -> engine.hold(pending, Delays.exponential(mean, 1));
      case HOLD_BIMODAL -> engine.hold(pending, Delays.bimodal(mean, 1));
      case HOLD_MOSTLY_NOW -> engine.hold(pending, Delays.mostlyNow(mean, 1));
      case QUEUE_HALF_BUSY -> queue(engine, 0.5);
      case QUEUE_BUSY -> queue(engine, 0.9);
    };
  }

  private static EventModel queue(Engine engine, double rho) {
    return engine.queue(Delays.exponential(ARRIVAL, 1), Delays.exponential(rho * ARRIVAL, 2));
  }
}
