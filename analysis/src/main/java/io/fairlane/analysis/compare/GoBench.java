package io.fairlane.analysis.compare;

import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.Trial;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Trials as {@code go test -bench} prints benchmarks, so that {@code benchstat -col /arm} does the
 * statistics of those who trust nobody else's. A line is a trial: its messages are the iterations.
 *
 * <p>The rules (golang.org/design/14313-benchmark-format, and x/perf's reader): {@code key: value}
 * with a key of no blanks and no capitals that starts with a letter; a name without blanks, its
 * parts {@code /key=value}, the number of Ps last; then a whole number of iterations, and pairs of
 * value and unit.
 */
public final class GoBench {
  /** "go1.26.8 linux/amd64", as {@code go version} ends. */
  private static final Pattern GO = Pattern.compile("(go\\S+) (\\w+)/(\\w+)");

  private static final String TURNS = "background-turns/s";

  private final StringBuilder text = new StringBuilder();

  private GoBench() {}

  /**
   * @param processors of the cell that a trial is of
   */
  public static String of(Manifest manifest, List<Trial> trials, ToIntFunction<Trial> processors) {
    GoBench bench = new GoBench();
    bench.configuration(manifest);
    bench.text.append("Unit ").append(TURNS).append(" better=higher\n");
    trials.stream()
        .filter(trial -> trial.messages() > 0)
        .forEach(trial -> bench.line(trial, processors.applyAsInt(trial)));
    return bench.text.toString();
  }

  private void configuration(Manifest manifest) {
    Matcher go = GO.matcher(manifest.host().getOrDefault("go", ""));
    if (go.matches()) {
      key("goos", go.group(2));
      key("goarch", go.group(3));
    }
    key("pkg", "fairlane");
    manifest.host().forEach((name, value) -> key(name.replace(' ', '-'), value));
    key("fairlane", manifest.tool());
    key("commit", manifest.commit());
    key("created", manifest.created());
    key("seed", Long.toString(manifest.seed()));
  }

  /** What is unknown is left out: to a reader of this form a value is a value. */
  private void key(String key, String value) {
    if (!value.isBlank() && !value.equals("absent")) {
      text.append(key.toLowerCase(Locale.ROOT))
          .append(": ")
          .append(value.strip().replaceAll("\\s+", " "))
          .append('\n');
    }
  }

  private void line(Trial trial, int processors) {
    text.append(
        String.format(
            Locale.ROOT,
            "BenchmarkLane/scenario=%s/runtime=%s/kind=%s/arm=%s-%d\t%d\t%s ns/op",
            trial.scenario(),
            trial.runtime().label(),
            trial.kind().label(),
            trial.arm().label(),
            processors,
            trial.messages(),
            plain(trial.nanosPerMessage())));
    if (trial.counters().backgroundTurns() != null) {
      text.append('\t').append(plain(trial.backgroundTurnsPerSecond())).append(' ').append(TURNS);
    }
    text.append('\n');
  }

  /** Six significant digits, never in exponent form. */
  private static String plain(double value) {
    int magnitude = value == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(value)));
    return String.format(Locale.ROOT, "%." + Math.clamp(5L - magnitude, 0, 12) + "f", value);
  }
}
