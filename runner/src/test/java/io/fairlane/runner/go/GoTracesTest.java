package io.fairlane.runner.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Scenario;
import io.fairlane.runner.go.GoTrace.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoTracesTest {
  private static GoTrace read(int limit, Stream<String> lines) {
    TraceText text = new TraceText(limit);
    lines.takeWhile(line -> !text.full()).forEach(text::line);
    return text.trace(0);
  }

  private static final String WOKEN =
      """
      M=-1 P=-1 G=-1 Sync Time=900 N=1 Trace=1 Mono=1 Wall=2026-11-27T03:20:23Z
      M=8 P=1 G=5 Log Time=1005 Task=0 Category="clock" Message="5"
      M=8 P=1 G=9 StateTransition Time=1100 %s
      TransitionStack=
      \truntime.chanrecv1 @ 0x4
      \t\t/usr/local/go/src/runtime/chan.go:7
      \tmain.(*run).consume @ 0x4
      \t\tworkload/consumer.go:9

      Stack=
      \truntime.chansend1 @ 0x4
      \t\t/usr/local/go/src/runtime/chan.go:7
      \tmain.(*run).produce @ 0x4
      \t\tworkload/main.go:9

      M=8 P=-1 G=-1 StateTransition Time=1200 ProcID=1 Running->Idle Reason=""
      M=8 P=1 G=5 Log Time=1305 Task=0 Category="end" Message="305"
      """;

  /** As Go 1.26 prints it, and as Go 1.23 to 1.25 did. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GoID=5 Waiting->Runnable Reason=\"\"",
        "Resource=Goroutine(5) Reason=\"\" GoID=5 Waiting->Runnable"
      })
  void theTextOfATraceIsReadWhateverItsOrder(String change) {
    GoTrace trace = read(100, WOKEN.formatted(change).lines());
    assertThat(trace.transitions())
        .containsExactly(
            new Transition(100, false, 5, "Waiting", "Runnable", "", 9, 8, 1),
            new Transition(200, true, 1, "Running", "Idle", "", -1, 8, -1));
    assertThat(trace.roles()).containsEntry(5L, "consumer").containsEntry(9L, "producer");
    assertThat(trace.fromNs()).isZero();
    assertThat(trace.toNs()).isEqualTo(305);
    assertThat(trace.full()).isFalse();
  }

  @Test
  void theWindowEndsWhereTheLimitIsReached() {
    GoTrace trace = read(1, WOKEN.formatted("GoID=5 Waiting->Runnable Reason=\"\"").lines());
    assertThat(trace.transitions()).hasSize(1);
    assertThat(trace.full()).isTrue();
    assertThat(trace.toNs()).isEqualTo(100);
  }

  /** Ten thousands of goroutines are told with the state in which they were found. */
  @Test
  void aLimitReachedBeforeTheClockIsNotTakenForAnEnd() {
    Stream<String> found =
        Stream.of(
            "M=-1 P=-1 G=-1 Sync Time=900 N=1 Trace=1 Mono=1 Wall=2026-11-27T03:20:23Z",
            "M=8 P=1 G=5 StateTransition Time=950 GoID=6 Undetermined->Runnable Reason=\"\"");
    GoTrace cut = read(1, found);
    assertThat(cut.began()).isFalse();
    assertThat(cut.full()).isTrue();
    GoTrace ended = read(1, WOKEN.lines().limit(1));
    assertThat(ended).as("no mark of the clock, and no limit").isNull();
    String change = "GoID=5 Waiting->Runnable Reason=\"\"";
    assertThat(read(1, WOKEN.formatted(change).lines()).began()).isTrue();
  }

  @Test
  void aGoThatCannotShowItsTracesIsRefused(@TempDir Path folder) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a shell");
    Path go = folder.resolve("go");
    Files.writeString(go, "#!/bin/sh\necho go version go1.22.3 linux/amd64\n");
    assertThat(go.toFile().setExecutable(true)).isTrue();
    assertThatThrownBy(
            () -> new GoTraces(new GoTrials(folder.toString())).require(tiny(), Arm.FAIR))
        .hasMessage(
            "go1.22.3 cannot show its traces as text (go tool trace -d=parsed): install Go >= 1.23"
                + " to trace; measuring works without it")
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(4));
  }

  private static Scenario tiny() {
    return new Scenario(
        "tiny",
        2,
        new Scenario.Background(20, 100_000),
        new Scenario.Producers(3, 0),
        new Scenario.Channel(100),
        new Scenario.Consumer(1L << 40, 0));
  }

  @Test
  @Timeout(120)
  void aTinyRunShowsItsCrowdAndItsPair() throws InterruptedException {
    assumeTrue(NeedsGo.assume().minor() >= 23, "older traces cannot be shown as text");
    GoTrace trace = new GoTraces().run(tiny(), Arm.FAIR, 1, 0, 20, 20_000);
    assertThat(trace.roles().values()).contains("background", "producer", "consumer");
    assertThat(trace.transitions()).anyMatch(t -> t.reason().equals("runtime.Gosched"));
    assertThat(trace.transitions()).isSortedAccordingTo((a, b) -> Long.compare(a.atNs(), b.atNs()));
    assertThat(trace.toNs()).isPositive();
  }
}
