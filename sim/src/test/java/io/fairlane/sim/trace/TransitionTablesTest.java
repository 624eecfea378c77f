package io.fairlane.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables of a tiny process against the recorded ones. A change of the model changes them: copy the
 * file that the failure names over the recorded one, and look at the difference.
 */
class TransitionTablesTest {
  @TempDir Path folder;

  private static String recorded(String name) {
    try (InputStream in = TransitionTablesTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void areAsRecorded() throws IOException {
    Schedule tiny = Traced.idling(Arm.LOCKED, 0, 0.1);
    Path gs = Path.of("target", "g_transitions.csv");
    Path ps = Path.of("target", "p_transitions.csv");
    TransitionTables.writeGs(tiny, gs);
    TransitionTables.writePs(tiny, ps);
    assertThat(Files.readString(gs).replace("\r\n", "\n"))
        .as("%s", gs)
        .isEqualTo(recorded("g_transitions.csv"));
    assertThat(Files.readString(ps).replace("\r\n", "\n"))
        .as("%s", ps)
        .isEqualTo(recorded("p_transitions.csv"));
  }

  @Test
  void theStatesOfAGJoinAndTheirTimesAddUp() throws IOException {
    Path file = folder.resolve("g.csv");
    TransitionTables.writeGs(Traced.small(Arm.FAIR, 0, 40, TracedRun.LIMIT), file);
    Map<String, String> state = new HashMap<>();
    Map<String, Long> end = new HashMap<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      String g = cells[0];
      long duration = Long.parseLong(cells[4]);
      long at = Long.parseLong(cells[5]);
      if (state.containsKey(g)) {
        assertThat(cells[1]).as(line).isEqualTo(state.get(g));
        assertThat(at - duration).as(line).isEqualTo(end.get(g));
      }
      state.put(g, cells[2]);
      end.put(g, at);
    }
    assertThat(lines).hasSizeGreaterThan(500).anyMatch(line -> line.contains(",preempted,"));
    assertThat(lines).anyMatch(line -> line.contains(",chan receive,"));
  }
}
