package io.fairlane.experiment.sweep;

import io.fairlane.experiment.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;

/** {@code result.csv}, sorted by item: the same bytes however the items were run. */
public final class Results {
  private Results() {}

  /** Writes what the log holds; of a cell that was narrow early there are fewer items. */
  public static Path write(SweepDirectory directory, Sweep sweep, ItemLog log) {
    return directory.writeResult(
        file -> {
          file.write(ResultRow.header(sweep) + "\n");
          for (int item = 0; item < sweep.items(); item++) {
            if (log.has(item)) {
              for (String row : log.rows(item)) {
                file.write(row);
                file.write('\n');
              }
            }
          }
        });
  }

  /**
   * All parts as one, sorted as if it had never been cut.
   *
   * @throws Refusal (bad input) if the parts are not all of one sweep, each once and finished
   */
  public static SweepDirectory merge(List<Path> parts, Path out) {
    List<SweepDirectory> shards = parts.stream().map(SweepDirectory::open).toList();
    requireAll(shards);
    SweepDirectory first = shards.getFirst();
    SweepDirectory.Manifest made = first.manifest();
    if (SweepDirectory.isOne(out)) {
      throw Refusal.badInput(out + " holds a sweep already: name another --out");
    }
    // Twice through the parts: what is wrong with one is found before anything is made.
    Sweep sweep = SweepFile.read(made.source());
    for (SweepDirectory shard : shards) {
      PartCheck.require(shard.result(), sweep, shard.manifest().shard());
    }
    SweepDirectory whole =
        SweepDirectory.create(
            out,
            new SweepDirectory.Manifest(
                made.tool(),
                made.commit(),
                made.model(),
                made.created(),
                made.command(),
                made.source(),
                Shard.ALL),
            first.costs());
    whole.writeResult(file -> merge(shards, file));
    return whole;
  }

  private static void merge(List<SweepDirectory> shards, Writer file) throws IOException {
    List<Part> open = new ArrayList<>();
    try {
      PriorityQueue<Part> next = new PriorityQueue<>(Comparator.comparingInt(part -> part.cell));
      String header = null;
      for (SweepDirectory shard : shards) {
        Part part = new Part(shard.result());
        open.add(part);
        header = part.row;
        part.advance();
        if (part.row != null) {
          next.add(part);
        }
      }
      file.write(header + "\n");
      while (!next.isEmpty()) {
        Part part = next.poll();
        int cell = part.cell;
        while (part.row != null && part.cell == cell) {
          file.write(part.row);
          file.write('\n');
          part.advance();
        }
        if (part.row != null) {
          next.add(part);
        }
      }
    } finally {
      for (Part part : open) {
        part.rows.close();
      }
    }
  }

  private static final class Part {
    private final BufferedReader rows;
    private final Path file;
    private String row;
    private int cell;

    Part(Path file) throws IOException {
      this.file = file;
      rows = Files.newBufferedReader(file);
      row = rows.readLine();
    }

    void advance() throws IOException {
      row = rows.readLine();
      if (row != null) {
        cell = PartCheck.cell(file, row);
      }
    }
  }

  private static void requireAll(List<SweepDirectory> shards) {
    SweepDirectory first = shards.getFirst();
    SweepDirectory.Manifest made = first.manifest();
    Path[] found = new Path[made.shard().of()];
    for (SweepDirectory shard : shards) {
      SweepDirectory.Manifest other = shard.manifest();
      if (!sameSweep(other.source(), made.source())
          || other.shard().of() != made.shard().of()
          || !other.tool().equals(made.tool())
          || !shard.costsText().equals(first.costsText())) {
        throw Refusal.badInput(
            shard.path()
                + " is no part of the sweep in "
                + first.path()
                + ": another sweep file, --set, seed, number of parts, version, or other costs");
      }
      requireSameModel(shard.path(), other, first.path(), made);
      int place = other.shard().number() - 1;
      if (found[place] != null) {
        throw Refusal.badInput(
            "part " + other.shard() + " is there twice: " + found[place] + ", " + shard.path());
      }
      if (!shard.finished()) {
        throw Refusal.badInput(
            "part "
                + other.shard()
                + " is not finished: go on with 'fairlane sweep --resume "
                + shard.path()
                + "'");
      }
      found[place] = shard.path();
    }
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      if (found[i] == null) {
        missing.add(new Shard(i + 1, found.length).toString());
      }
    }
    if (!missing.isEmpty()) {
      throw Refusal.badInput(
          (missing.size() == 1 ? "part " : missing.size() + " parts are missing: ")
              + String.join(", ", missing.subList(0, Math.min(10, missing.size())))
              + (missing.size() == 1 ? " is missing" : missing.size() > 10 ? ", ..." : ""));
    }
  }

  /** The version and the commit are names; two builds under the same ones can differ. */
  private static void requireSameModel(
      Path path, SweepDirectory.Manifest made, Path firstPath, SweepDirectory.Manifest first) {
    if (!Objects.equals(made.model(), first.model())) {
      throw Refusal.badInput(
          String.format(
              "%s was run by other code of the model (commit %s) than %s (commit %s): run one of"
                  + " them again",
              path, made.commit(), firstPath, first.commit()));
    }
  }

  /** Two files with the same words are the same sweep, wherever they lie. */
  public static boolean sameSweep(SweepSource a, SweepSource b) {
    return a.text().equals(b.text())
        && a.scenarioText().equals(b.scenarioText())
        && a.set().equals(b.set())
        && Objects.equals(a.seed(), b.seed())
        && Objects.equals(a.replications(), b.replications());
  }

  public static String sha256(Path file) {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      byte[] piece = new byte[1 << 16];
      while (in.read(piece) >= 0) {
        continue;
      }
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new AssertionError(everyJavaHasIt);
    }
  }
}
