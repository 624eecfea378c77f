package io.fairlane.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What {@code compare --format} prints of ten trials of one lane, to the letter. */
class FormatsTest {
  /** As x/perf's benchfmt reader takes them; anything else it skips or reports. */
  private static final Pattern CONFIGURATION = Pattern.compile("\\p{Ll}[^\\s\\p{Lu}:]*: \\S.*");

  private static final Pattern UNIT = Pattern.compile("Unit \\S+( [^\\s=]+=\\S+)+");

  private static final Pattern RESULT =
      Pattern.compile(
          "Benchmark\\p{Lu}[^\\s/]*(/[^\\s/=]+=[^\\s/]+)+-\\d+\\s+\\d+(\\s+\\d+([.]\\d+)?\\s+\\S+)+");

  /** What is printed must not hang on what was measured of other cells. */
  private static final StudyErrors NO_STUDY = new StudyErrors(List.of());

  @ParameterizedTest
  @EnumSource(value = Format.class, mode = Mode.EXCLUDE, names = "TEXT")
  void isAsRecorded(Format format) throws IOException {
    Manifest manifest = Runs.manifest(5, 5);
    Comparison comparison = Comparison.of(manifest, trials(), NO_STUDY);
    String text =
        switch (format) {
          case TEXT -> ComparisonTable.text(comparison);
          case MARKDOWN -> ComparisonMarkdown.of(comparison);
          case CSV -> ComparisonCsv.of(comparison.rows(), List.of());
          case ERRORS -> ErrorsCsv.of(manifest, row -> Stratum.CROWD, comparison.rows(), List.of());
          case GO_BENCH -> GoBench.of(manifest, trials(), trial -> 2);
        };
    assertThat(text).isEqualTo(recorded("compare-" + format.label() + ".txt"));
  }

  @Test
  void everyGoBenchLineIsOneThatBenchstatReads() {
    String text = GoBench.of(Runs.manifest(5, 20), Runs.seedTrials(20, 5), trial -> 2);
    assertThat(text.lines())
        .allMatch(
            line ->
                CONFIGURATION.matcher(line).matches()
                    || UNIT.matcher(line).matches()
                    || RESULT.matcher(line).matches());
    assertThat(text.lines().filter(line -> RESULT.matcher(line).matches())).hasSize(25 * 5);
    assertThat(text).doesNotContain("absent");
  }

  @Test
  void whatIsMissingIsEmptyNotZero() {
    List<Trial> measured = trials().stream().filter(t -> t.kind() == Trial.Kind.MEASURED).toList();
    String row =
        ComparisonCsv.of(Comparison.of(Runs.manifest(5, 0), measured).rows(), List.of())
            .lines()
            .skip(1)
            .findFirst()
            .orElseThrow();
    assertThat(row)
        .matches("seed/go,go,locked,5,[\\d.]+,[\\d.]+,[\\d.]+,,,,,,,.*,not predicted,,,");
    Trial stuck =
        new Trial(
            Trial.Kind.MEASURED,
            "seed",
            Runtime.GO,
            Arm.FAIR,
            0,
            0,
            60,
            0,
            measured.getFirst().counters(),
            Trial.Latency.ABSENT,
            Trial.Verdict.TIMEBOXED,
            Trial.HostNoise.ABSENT);
    assertThat(GoBench.of(Runs.manifest(1, 0), List.of(stuck), trial -> 2))
        .doesNotContain("Benchmark");
  }

  @Test
  void namesDoNotBecomeMarkup() {
    String page =
        ComparisonMarkdown.of(
            "A *b*", "a|b_c", Comparison.of(Runs.manifest(5, 5), trials(), NO_STUDY).rows(), true);
    assertThat(page).contains("**A \\*b\\*** a\\|b\\_c.");
    long bars =
        page.lines()
            .filter(l -> l.startsWith("| seed"))
            .findFirst()
            .orElseThrow()
            .chars()
            .filter(c -> c == '|')
            .count();
    assertThat(bars).isEqualTo(8);
  }

  @Test
  void aGoVersionOfAnotherShapeIsNoPlatform() {
    Manifest odd = Runs.manifest(1, 0);
    Manifest without =
        new Manifest(
            odd.tool(),
            "absent",
            odd.created(),
            1,
            odd.command(),
            odd.scenario(),
            odd.plan(),
            Map.of("go", "absent", "cpu", "X  Y\tZ"));
    assertThat(GoBench.of(without, List.of(), trial -> 1))
        .contains("cpu: X Y Z\n")
        .doesNotContain("goos", "commit", "go:");
  }

  private static List<Trial> trials() {
    List<Trial> trials = new ArrayList<>();
    for (Trial.Kind kind : Trial.Kind.values()) {
      for (int rep = 0; rep < 5; rep++) {
        double wobble = (kind == Trial.Kind.MEASURED ? 1.1 : 1) * (1 + 0.05 * rep);
        trials.add(Runs.trial(kind, Runtime.GO, Arm.FAIR, rep, 8 * wobble, 400_000L));
        trials.add(Runs.trial(kind, Runtime.GO, Arm.LOCKED, rep, 0.5 / wobble, 12_000L));
      }
    }
    return trials;
  }

  private static String recorded(String name) throws IOException {
    try (InputStream file = FormatsTest.class.getResourceAsStream(name)) {
      assertThat(file).as(name).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
