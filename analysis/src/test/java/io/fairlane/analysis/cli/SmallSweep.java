package io.fairlane.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.cli.FakeHost.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small sweep with the real model, on a host that is none, in a folder of a test's own. */
final class SmallSweep {
  static final String TEXT =
      """
      name: small
      set: {producers.tasks: 2, consumer.messages: 1000, background.work: 2000}
      axes:
        background.tasks: [0, 3, 40]
        channel.capacity: [0, 16]
        processors: [1, 2]
      arms: [locked, dedicated]
      replications: 4
      """;

  private final Path folder;
  private final FakeHost host;

  SmallSweep(Path folder) throws IOException {
    this.folder = folder;
    host = new FakeHost(folder);
    rewrite(TEXT);
    try (var in = SmallSweep.class.getResourceAsStream("costs.json")) {
      Files.write(folder.resolve("costs.json"), in.readAllBytes());
    }
  }

  /** Another text in the sweep's file. */
  void rewrite(String text) throws IOException {
    Files.writeString(folder.resolve("small.yaml"), text);
  }

  FakeHost host() {
    return host;
  }

  /** Runs it into that directory. */
  Ended sweep(String out, String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "sweep",
                folder.resolve("small.yaml").toString(),
                "--costs",
                folder.resolve("costs.json").toString(),
                "--out",
                folder.resolve(out).toString()));
    line.addAll(List.of(more));
    return host.run(line.toArray(String[]::new));
  }

  String result(String out) throws IOException {
    return Files.readString(folder.resolve(out).resolve("result.csv"));
  }

  static void done(Ended ended) {
    assertThat(ended.code()).as(ended.err()).isZero();
  }

  /** Makes "merged" of these parts, each in the directory of its number. */
  Ended merge(String... parts) {
    List<String> line = new ArrayList<>(List.of("merge"));
    for (String part : parts) {
      line.add(folder.resolve("part" + part).toString());
    }
    line.addAll(List.of("--out", folder.resolve("merged").toString()));
    return host.run(line.toArray(String[]::new));
  }
}
