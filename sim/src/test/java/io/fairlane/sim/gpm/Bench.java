package io.fairlane.sim.gpm;

import io.fairlane.sim.program.Program;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A bench to put the scheduler on: costs of zero unless set, and a record of what ran when. */
final class Bench implements Observer {
  static final long US = 1_000_000;
  static final long MS = 1_000 * US;

  /** Go's rules, but for the one that a mutation run turns ({@link MutationTest}). */
  static final Rules GO = mutated(Rules.GO_1_22);

  static final Rules NO_GLOBAL_CHECK = mutated(Rules.GO_1_22.without(Rule.GLOBAL_CHECK));

  /** One {@code execute}: times in ps. */
  record Execution(long at, G g, int p, int thread, long tick, boolean inherited) {}

  record Event(long at, G g) {}

  record Received(G sender, long n) {}

  final List<Execution> executions = new ArrayList<>();
  final List<Event> preemptions = new ArrayList<>();
  final List<Event> requests = new ArrayList<>();
  final List<Received> received = new ArrayList<>();

  private static Rules mutated(Rules rules) {
    String flipped = System.getProperty("fairlane.flip");
    return flipped == null ? rules : rules.flipped(Rule.of(flipped));
  }

  /** Names of the Gs that ended, in order. */
  final List<String> exited = new ArrayList<>();

  /** Zero costs; sysmon every 10 ms sharp; theft of runnext after 55 us; 5 us a hand-off. */
  static Durations free() {
    return durations(0, 0, 0);
  }

  /**
   * {@link #free()} with other costs.
   *
   * @param changes pairs of a component of {@link Durations} and its value (ps)
   */
  static Durations free(Object... changes) {
    try {
      RecordComponent[] parts = Durations.class.getRecordComponents();
      Object[] values = new Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        values[i] = parts[i].getAccessor().invoke(free());
        for (int c = 0; c < changes.length; c += 2) {
          if (parts[i].getName().equals(changes[c])) {
            values[i] = changes[c + 1];
          }
        }
      }
      Class<?>[] types =
          Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return Durations.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError("a public record", impossible);
    }
  }

  /** Zero costs but for the given ones (ps). */
  static Durations durations(long send, long receive, long handoff) {
    return new Durations(
        2, 0, 0, send, receive, send, receive, 0, 0, 0, 0, 0, 0, 0, 0, handoff, handoff, handoff, 0,
        55 * US, 10 * MS, 0, 0, 0, 0, 0, 0);
  }

  /** Zero costs but for a hand-off and the wake-up of a thread (ps). */
  static Durations waking(long handoff, long wake) {
    return new Durations(
        2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, wake, handoff, handoff, handoff, 0, 55 * US,
        10 * MS, 0, 0, 0, 0, 0, 0);
  }

  /** Zero costs but for an iteration and a channel operation (ps). */
  static Durations counting(long iteration, long operation) {
    return new Durations(
        2, iteration, 0, operation, operation, operation, operation, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 55 * US, 10 * MS, 0, 0, 0, 0, 0, 0);
  }

  /** The names of the Gs in the order in which they ran, the first one (main) left out. */
  List<String> order() {
    return executions.stream().skip(1).map(e -> e.g().program().name()).toList();
  }

  /** The numbers of the Gs in the order in which they ran, main left out. */
  List<Long> numbers() {
    return executions.stream().skip(1).map(e -> e.g().id()).toList();
  }

  Execution first(String name) {
    return all(name).getFirst();
  }

  List<Execution> all(String name) {
    return executions.stream().filter(e -> e.g().program().name().equals(name)).toList();
  }

  static Program once(String name) {
    return Program.named(name).build();
  }

  @Override
  public void executed(long at, G g, P p, int thread, long tick, boolean inherited) {
    executions.add(new Execution(at, g, p.id(), thread, tick, inherited));
  }

  @Override
  public void stopped(long at, G g, P p, Stop why) {
    if (why == Stop.EXITED) {
      exited.add(g.program().name());
    }
  }

  @Override
  public void preempted(long at, G g, P p) {
    preemptions.add(new Event(at, g));
  }

  @Override
  public void requested(long at, P p, G named) {
    requests.add(new Event(at, named));
  }

  @Override
  public void received(long at, G receiver, G sender, long n) {
    received.add(new Received(sender, n));
  }
}
