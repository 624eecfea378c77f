package io.fairlane.experiment;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code trials.csv}: one line per finished trial, appended and forced to disk as it finishes. A
 * last line that was cut off is not a finished trial and is dropped ({@link WholeLines}).
 */
final class TrialsCsv {
  private static final String ABSENT = "absent";

  private record Column(String name, Function<Trial, Object> value) {}

  /** The contract's, in its order; {@link ProofColumns} follow. */
  private static final List<Column> FIRST =
      List.of(
          new Column("kind", t -> t.kind().label()),
          new Column("scenario", Trial::scenario),
          new Column("runtime", t -> t.runtime().label()),
          new Column("arm", t -> t.arm().label()),
          new Column("rep", Trial::rep),
          new Column("seed", Trial::seed),
          new Column("seconds", Trial::seconds),
          new Column("messages", Trial::messages),
          new Column("background_turns", t -> t.counters().backgroundTurns()),
          new Column("preemptions_consumer", t -> t.counters().preemptionsConsumer()),
          new Column("preemptions_producer", t -> t.counters().preemptionsProducer()),
          new Column("handoffs", t -> t.counters().handoffs()),
          new Column("steals", t -> t.counters().steals()),
          new Column("global_gets", t -> t.counters().globalGets()),
          new Column("latency_p50_ns", t -> t.latency().p50Ns()),
          new Column("latency_p99_ns", t -> t.latency().p99Ns()),
          new Column("latency_p999_ns", t -> t.latency().p999Ns()),
          new Column("verdict", t -> t.verdict().label()),
          new Column("host_steal_share", t -> t.host().stealShare()),
          new Column("host_run_queue_wait_s", t -> t.host().runQueueWaitSeconds()),
          new Column("host_involuntary_switches", t -> t.host().involuntarySwitches()),
          new Column("host_gc_s", t -> t.host().gcSeconds()),
          new Column("host_cpu", t -> t.host().cpu()),
          new Column(
              "host_parent_thread",
              t -> t.host().threads() == null ? null : t.host().threads().parent()),
          new Column(
              "host_consumer_threads",
              t -> t.host().threads() == null ? null : joined(t.host().threads().consumer())),
          new Column("delay_consumer_p50_ns", t -> t.latency().consumerDelay().p50Ns()),
          new Column("delay_consumer_p99_ns", t -> t.latency().consumerDelay().p99Ns()),
          new Column("delay_consumer_p999_ns", t -> t.latency().consumerDelay().p999Ns()),
          new Column("delay_producer_p50_ns", t -> t.latency().producerDelay().p50Ns()),
          new Column("delay_producer_p99_ns", t -> t.latency().producerDelay().p99Ns()),
          new Column("delay_producer_p999_ns", t -> t.latency().producerDelay().p999Ns()));

  private static final List<Column> COLUMNS =
      Stream.concat(
              FIRST.stream(),
              ProofColumns.all().entrySet().stream()
                  .map(e -> new Column(e.getKey(), t -> e.getValue().apply(t.host().proof()))))
          .toList();

  private TrialsCsv() {}

  /**
   * @throws Refusal (bad input) if the file has other columns: its lines would not fit its header
   */
  static void append(Path file, List<Trial> trials) throws IOException {
    requireOurColumns(file);
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      if (WholeLines.first(file).isEmpty()) {
        csv.writeRecord(names());
      }
      for (Trial trial : trials) {
        csv.writeRecord(COLUMNS.stream().map(column -> cell(column.value().apply(trial))).toList());
      }
    }
    WholeLines.append(file, text.toString());
  }

  /**
   * Whether trials can be appended. An older version's file cannot be gone on with, only read: the
   * versions need not measure the same, and a table of both would not say which is which.
   *
   * @throws Refusal (bad input) if not
   */
  static void requireOurColumns(Path file) throws IOException {
    String header = WholeLines.first(file);
    if (header.isEmpty() || header.equals(String.join(",", names()))) {
      return;
    }
    List<String> missing = new ArrayList<>(names());
    missing.removeAll(Arrays.asList(header.split(",")));
    throw Refusal.badInput(
        file
            + ":1: another version of Fairlane wrote this ("
            + (missing.isEmpty()
                ? "its columns differ"
                : "no " + missing.get(0) + more(missing.size() - 1))
            + "): compare it as it is, but measure anew with another --out");
  }

  private static String more(int others) {
    return others == 0 ? "" : " and " + others + " more";
  }

  private static List<String> names() {
    return COLUMNS.stream().map(Column::name).toList();
  }

  static List<Trial> read(Path file) throws IOException {
    List<Trial> trials = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(WholeLines.read(file))) {
      for (NamedCsvRecord row : csv) {
        trials.add(trial(file, row));
      }
    } catch (CsvParseException e) {
      throw notATrial(file, trials.size() + 2, e);
    }
    return trials;
  }

  private static String cell(Object value) {
    return value == null ? ABSENT : value.toString();
  }

  private static Trial trial(Path file, NamedCsvRecord row) {
    try {
      return new Trial(
          Trial.Kind.valueOf(upper(row, "kind")),
          row.getField("scenario"),
          Runtime.of(row.getField("runtime")),
          Arm.of(row.getField("arm")),
          Integer.parseInt(row.getField("rep")),
          Long.parseLong(row.getField("seed")),
          Double.parseDouble(row.getField("seconds")),
          Long.parseLong(row.getField("messages")),
          new Trial.Counters(
              longOrNull(row, "background_turns"),
              longOrNull(row, "preemptions_consumer"),
              longOrNull(row, "preemptions_producer"),
              longOrNull(row, "handoffs"),
              longOrNull(row, "steals"),
              longOrNull(row, "global_gets")),
          new Trial.Latency(
              doubleOrNull(row, "latency_p50_ns"),
              doubleOrNull(row, "latency_p99_ns"),
              doubleOrNull(row, "latency_p999_ns"),
              delay(row, "delay_consumer"),
              delay(row, "delay_producer")),
          Trial.Verdict.valueOf(upper(row, "verdict")),
          new Trial.HostNoise(
              doubleOrNull(row, "host_steal_share"),
              doubleOrNull(row, "host_run_queue_wait_s"),
              longOrNull(row, "host_involuntary_switches"),
              doubleOrNull(row, "host_gc_s"),
              longOrNull(row, "host_cpu") == null
                  ? null
                  : Math.toIntExact(longOrNull(row, "host_cpu")),
              threads(row),
              ProofColumns.read(name -> textOrNull(row, name))));
    } catch (IllegalArgumentException | NoSuchElementException e) {
      throw notATrial(file, row.getStartingLineNumber(), e);
    }
  }

  private static String joined(List<Long> threads) {
    return threads.stream().map(String::valueOf).collect(Collectors.joining("|"));
  }

  /** Runs made before threads were looked at have no such columns. */
  private static Trial.Threads threads(NamedCsvRecord row) {
    String parent = row.findField("host_parent_thread").orElse(ABSENT);
    String consumer = row.findField("host_consumer_threads").orElse(ABSENT);
    if (parent.equals(ABSENT) || consumer.equals(ABSENT)) {
      return null;
    }
    return new Trial.Threads(
        Long.parseLong(parent), Arrays.stream(consumer.split("\\|")).map(Long::valueOf).toList());
  }

  /** Runs made before delays were recorded have no such columns. */
  private static Trial.RunQueueDelay delay(NamedCsvRecord row, String name) {
    return row.findField(name + "_p50_ns").isEmpty()
        ? Trial.RunQueueDelay.ABSENT
        : new Trial.RunQueueDelay(
            doubleOrNull(row, name + "_p50_ns"),
            doubleOrNull(row, name + "_p99_ns"),
            doubleOrNull(row, name + "_p999_ns"));
  }

  private static Refusal notATrial(Path file, long line, Exception reason) {
    return Refusal.badInput(
        file + ":" + line + ": not a trial (" + reason.getMessage() + "); mend or delete the line");
  }

  private static String upper(NamedCsvRecord row, String column) {
    return row.getField(column).toUpperCase(Locale.ROOT);
  }

  private static String textOrNull(NamedCsvRecord row, String column) {
    return row.findField(column).filter(text -> !text.equals(ABSENT)).orElse(null);
  }

  private static Long longOrNull(NamedCsvRecord row, String column) {
    String text = row.getField(column);
    return text.equals(ABSENT) ? null : Long.valueOf(text);
  }

  private static Double doubleOrNull(NamedCsvRecord row, String column) {
    String text = row.getField(column);
    return text.equals(ABSENT) ? null : Double.valueOf(text);
  }
}
