package io.fairlane.sim.trace;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.fairlane.sim.trace.Schedule.Hold;
import io.fairlane.sim.trace.Schedule.Readied;
import io.fairlane.sim.trace.Schedule.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables {@code g_transitions} and {@code p_transitions}, in the columns, states and reasons
 * that sqlprof gives real Go traces, so that one query runs on both. A row says how long the state
 * lasted that ends there. Times are ns of the consumer's clock; a state that was entered before the
 * window counts from the window's start; {@code src_*} is who made the change; no stacks.
 */
public final class TransitionTables {
  private static final String RUNNING = "running";
  private static final String RUNNABLE = "runnable";
  private static final String WAITING = "waiting";
  private static final String IDLE = "idle";
  private static final String NOTEXIST = "notexist";
  private static final String UNDETERMINED = "undetermined";

  /** One row; times in ps, null = not there. */
  private record Row(
      long who,
      String from,
      String to,
      String reason,
      long since,
      long at,
      Long g,
      Long m,
      Long p) {}

  private TransitionTables() {}

  public static void writeGs(Schedule schedule, Path file) {
    try (CsvWriter csv = CsvWriter.builder().build(file)) {
      csv.writeRecord(
          "g",
          "from_state",
          "to_state",
          "reason",
          "duration_ns",
          "end_time_ns",
          "stack_id",
          "src_stack_id",
          "src_g",
          "src_m",
          "src_p");
      for (Row row : gRows(schedule)) {
        csv.writeRecord(
            text(row.who),
            row.from,
            row.to,
            row.reason,
            duration(row),
            text(ChromeEvent.ns(row.at)),
            null,
            null,
            text(row.g),
            text(row.m),
            text(row.p));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void writePs(Schedule schedule, Path file) {
    try (CsvWriter csv = CsvWriter.builder().build(file)) {
      csv.writeRecord(
          "p", "from_state", "to_state", "duration_ns", "end_time_ns", "src_p", "src_g", "src_m");
      for (Row row : pRows(schedule)) {
        csv.writeRecord(
            text(row.who),
            row.from,
            row.to,
            duration(row),
            text(ChromeEvent.ns(row.at)),
            text(row.p),
            text(row.g),
            text(row.m));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Long number) {
    return number == null ? null : Long.toString(number);
  }

  /** The difference of what is written, so that the durations of one G add up. */
  private static String duration(Row row) {
    return Long.toString(ChromeEvent.ns(row.at) - ChromeEvent.ns(row.since));
  }

  private static List<Row> gRows(Schedule schedule) {
    Map<Long, List<Turn>> turns = new TreeMap<>();
    Map<Long, Deque<Readied>> readied = new TreeMap<>();
    for (Turn turn : schedule.turns()) {
      turns.computeIfAbsent(turn.who().g(), none -> new ArrayList<>()).add(turn);
    }
    for (Readied ready : schedule.readied()) {
      readied.computeIfAbsent(ready.who().g(), none -> new ArrayDeque<>()).add(ready);
      turns.computeIfAbsent(ready.who().g(), none -> new ArrayList<>());
    }
    List<Row> rows = new ArrayList<>();
    turns.forEach(
        (g, own) -> {
          own.sort(Comparator.comparingLong(Turn::from).thenComparingLong(Turn::to));
          new OneG(schedule.window(), g, rows)
              .add(own, readied.getOrDefault(g, new ArrayDeque<>()));
        });
    rows.sort(Comparator.comparingLong(Row::at));
    return rows;
  }

  /** Strings the turns and wake-ups of one G together. */
  private static final class OneG {
    private final Window window;
    private final long g;
    private final List<Row> rows;
    private long since;

    /** What it is in since then, as far as the window tells. */
    private String state = UNDETERMINED;

    OneG(Window window, long g, List<Row> rows) {
      this.window = window;
      this.g = g;
      this.rows = rows;
      this.since = window.fromPs();
    }

    void add(List<Turn> turns, Deque<Readied> readied) {
      for (Turn turn : turns) {
        if (!state.equals(RUNNABLE) && !readied.isEmpty() && readied.peek().at() <= turn.from()) {
          add(readied.poll());
        }
        add(turn);
      }
      if (!readied.isEmpty()) {
        add(readied.poll());
      }
    }

    private void add(Readied ready) {
      // a partner can complete an operation before the G that parks in it is off its P
      long at = Math.max(ready.at(), since);
      String waited = state.equals(UNDETERMINED) ? WAITING : state;
      String from = ready.created() ? NOTEXIST : waited;
      long entered = ready.created() ? at : since;
      Long by = ready.by() == null ? null : ready.by().g();
      Long m = ready.p() == Schedule.NO_P ? null : (long) ready.thread();
      Long p = ready.p() == Schedule.NO_P ? null : (long) ready.p();
      rows.add(new Row(g, from, RUNNABLE, null, entered, at, by, m, p));
      since = at;
      state = RUNNABLE;
    }

    private void add(Turn turn) {
      long m = turn.thread();
      long p = turn.p();
      if (turn.from() < window.fromPs()) {
        rows.add(new Row(g, UNDETERMINED, RUNNING, null, since, since, null, m, p));
      } else {
        String waited = state.equals(UNDETERMINED) ? RUNNABLE : state;
        rows.add(new Row(g, waited, RUNNING, null, since, turn.from(), null, m, p));
        since = turn.from();
      }
      if (turn.to() <= window.toPs()) {
        state = next(turn);
        rows.add(new Row(g, RUNNING, state, reason(turn), since, turn.to(), g, m, p));
        since = turn.to();
      }
    }

    private static String next(Turn turn) {
      return switch (turn.why()) {
        case YIELDED, PREEMPTED -> RUNNABLE;
        case PARKED, SLEEPING, BLOCKED -> WAITING;
        case IN_SYSCALL -> "syscall";
        case EXITED -> NOTEXIST;
      };
    }

    private static String reason(Turn turn) {
      return switch (turn.why()) {
        case YIELDED -> "runtime.Gosched";
        case PREEMPTED -> "preempted";
        case PARKED -> turn.waitsFor();
        case SLEEPING -> "sleep";
        case BLOCKED -> "forever";
        case IN_SYSCALL, EXITED -> null;
      };
    }
  }

  /** As in Go's traces a P is idle while no thread has it, on its way to one included. */
  private static List<Row> pRows(Schedule schedule) {
    Window window = schedule.window();
    List<Row> rows = new ArrayList<>();
    for (long p = 0; p < schedule.processors(); p++) {
      long number = p;
      long since = window.fromPs();
      List<Hold> holds =
          schedule.holds().stream()
              .filter(hold -> hold.p() == number)
              .sorted(Comparator.comparingLong(Hold::from))
              .toList();
      if (holds.isEmpty() || holds.getFirst().from() >= since) {
        rows.add(new Row(p, UNDETERMINED, IDLE, null, since, since, null, null, null));
      }
      for (Hold hold : holds) {
        long m = hold.thread();
        if (hold.from() < window.fromPs()) {
          rows.add(new Row(p, UNDETERMINED, RUNNING, null, since, since, null, m, null));
        } else {
          rows.add(new Row(p, IDLE, RUNNING, null, since, hold.from(), null, m, null));
          since = hold.from();
        }
        if (hold.to() <= window.toPs()) {
          rows.add(new Row(p, RUNNING, IDLE, null, since, hold.to(), null, m, p));
          since = hold.to();
        }
      }
    }
    rows.sort(Comparator.comparingLong(Row::at));
    return rows;
  }
}
