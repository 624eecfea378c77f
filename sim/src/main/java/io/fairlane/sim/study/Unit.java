package io.fairlane.sim.study;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a figure counts, and how it is read off a run of the model. */
public enum Unit {
  /** The consumer's clock. */
  SECONDS("s", Figures::seconds),

  /** Background turns during the consumer's clock over background tasks. */
  LAPS("laps", Figures::laps),

  /** R6: laps in one second of the clock that no lap took. */
  LAPS_A_PAIR_SECOND("laps/pair-s", f -> f.laps() / f.pairSeconds()),

  NS_A_MESSAGE("ns/msg", f -> 1e9 * f.seconds() / f.messages()),

  /** Share of the messages that the largest producer sent. */
  TOP_SHARE("top %", f -> 100 * f.topShare()),

  /** Share of sysmon's requests that led to a preemption. */
  TAKEN("taken %", f -> 100.0 * f.preemptions() / f.requests()),

  /** Share of the preemptions that came between completing and readying a partner. */
  LIMBO("limbo %", f -> 100.0 * f.limbos() / f.preemptions()),

  /** Background turns during the consumer's clock: where no lap is lost, those at its start. */
  FIRST_TURNS("turns", f -> f.laps() * f.backgroundTasks()),

  /** From the start of the process to that of the consumer's clock. */
  SPAWN_SECONDS("spawn s", Figures::spawnSeconds),

  /** How often main was preempted while it spawned. */
  TIMES_AWAY("away", Figures::spawnPreemptions);

  private final String label;
  private final ToDoubleFunction<Figures> figure;

  Unit(String label, ToDoubleFunction<Figures> figure) {
    this.label = label;
    this.figure = figure;
  }

  /** By its name in the committed table, for example "ns a message". */
  static Unit of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace(" %", "").replace(' ', '_'));
  }

  public String label() {
    return label;
  }

  double of(Figures figures) {
    return figure.applyAsDouble(figures);
  }
}
