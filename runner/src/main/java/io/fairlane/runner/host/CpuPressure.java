package io.fairlane.runner.host;

import io.fairlane.experiment.Proof;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The kernel's count of time during which threads of this host waited for a CPU ({@code
 * /proc/pressure/cpu}), since it started.
 *
 * @param someMicros null: not told
 * @param fullMicros null: not told
 */
record CpuPressure(Long someMicros, Long fullMicros) {
  private static final String FILE = "/proc/pressure/cpu";

  static CpuPressure read(Path root) {
    String text = ProcFiles.text(root, FILE).orElse("");
    Long full = total(text, "full").orElse(null);
    // Undefined for a whole host, says the kernel's documentation; kept at 0 for old readers.
    return new CpuPressure(
        total(text, "some").orElse(null), full != null && full == 0 ? null : full);
  }

  /** Of a line like {@code some avg10=0.00 avg60=0.00 avg300=0.00 total=12345}. */
  private static Optional<Long> total(String text, String which) {
    return text.lines()
        .filter(line -> line.startsWith(which + " "))
        .flatMap(line -> ProcFiles.words(line).stream())
        .filter(word -> word.startsWith("total="))
        .map(word -> ProcFiles.number(Optional.of(word.substring("total=".length()))))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What has been added since an earlier reading, as shares of the time between. */
  Proof.Pressure since(CpuPressure earlier, double seconds) {
    return new Proof.Pressure(
        share(earlier.someMicros, someMicros, seconds),
        share(earlier.fullMicros, fullMicros, seconds));
  }

  private static Double share(Long from, Long to, double seconds) {
    return from == null || to == null || !(seconds > 0) ? null : (to - from) / 1e6 / seconds;
  }
}
