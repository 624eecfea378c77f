package io.fairlane.sim.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Schedules as one file in Chrome's trace format (the JSON object format), for Perfetto or {@code
 * about:tracing}. Each schedule is a process of its own; all share one time axis, on which 0 is the
 * consumer's first instruction, so that arms stand below each other at the same moment of their
 * consumers' clocks. Written as it goes: what is in memory is one schedule.
 */
public final class ChromeTrace implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final OutputStream out;
  private final JsonGenerator json;
  private int processes;
  private long flows;

  /**
   * @param about what a reader should know of the run, kept as {@code otherData}
   */
  public ChromeTrace(Path file, Map<String, String> about) {
    try {
      out = Files.newOutputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    json = MAPPER.createGenerator(out);
    json.writeStartObject();
    json.writeStringProperty("displayTimeUnit", "ns");
    json.writeName("otherData");
    json.writeStartObject();
    about.forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeName("traceEvents");
    json.writeStartArray();
  }

  public void add(Schedule schedule) {
    processes++;
    List<ChromeEvent> events = ChromeEvents.of(schedule, flows);
    write(ChromeEvent.metadata("process_sort_index", 0, Map.of("sort_index", processes)));
    for (ChromeEvent event : events) {
      write(event);
      flows = Math.max(flows, event.flow());
    }
  }

  private void write(ChromeEvent event) {
    json.writeRaw('\n');
    json.writeStartObject();
    json.writeStringProperty("name", event.name());
    json.writeStringProperty("cat", event.category());
    json.writeStringProperty("ph", String.valueOf(event.phase()));
    json.writeNumberProperty("pid", processes);
    json.writeNumberProperty("tid", event.track());
    if (event.phase() != 'M') {
      json.writeNumberProperty("ts", micros(event.atNs()));
    }
    switch (event.phase()) {
      case 'X' -> json.writeNumberProperty("dur", micros(event.durationNs()));
      case 'i' -> json.writeStringProperty("s", "t");
      case 's' -> json.writeNumberProperty("id", event.flow());
      case 'f' -> {
        json.writeNumberProperty("id", event.flow());
        // to the slice that begins there, not to the next one
        json.writeStringProperty("bp", "e");
      }
      default -> {}
    }
    if (!event.arguments().isEmpty()) {
      json.writePOJOProperty("args", event.arguments());
    }
    json.writeEndObject();
  }

  private static BigDecimal micros(long nanos) {
    return BigDecimal.valueOf(nanos, 3);
  }

  @Override
  public void close() {
    try (out) {
      json.writeEndArray();
      json.writeEndObject();
      json.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
