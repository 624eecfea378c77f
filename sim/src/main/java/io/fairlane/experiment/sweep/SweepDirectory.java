package io.fairlane.experiment.sweep;

import io.fairlane.experiment.Costs;
import io.fairlane.experiment.CostsFile;
import io.fairlane.experiment.Json;
import io.fairlane.experiment.Reason;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sweep on disk: {@code sweep.json} (what was asked for), {@code costs.json}, {@code items.log}
 * (what is finished), {@code result.csv} (all of it, sorted; there when the sweep is done). All but
 * the log are written aside and moved, so a kill at any instant leaves each one readable.
 */
public final class SweepDirectory {
  private static final String MANIFEST = "sweep.json";
  private static final String COSTS = "costs.json";
  private static final String RESULT = "result.csv";

  /**
   * How a directory came to be.
   *
   * @param tool version of Fairlane; another may give other figures
   * @param model what the model's code was, in a few letters; other code may give other figures,
   *     whatever its version and commit are called. Null in directories from before it was kept
   * @param shard which part of the sweep it holds
   * @param command as typed
   */
  public record Manifest(
      String tool,
      String commit,
      String model,
      String created,
      List<String> command,
      SweepSource source,
      Shard shard) {}

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    void to(Writer file) throws IOException;
  }

  private final Path path;

  private SweepDirectory(Path path) {
    this.path = path;
  }

  public static boolean isOne(Path directory) {
    return Files.isRegularFile(directory.resolve(MANIFEST));
  }

  /**
   * @throws Refusal (bad input) if the directory holds something else or cannot be written
   */
  public static SweepDirectory create(Path path, Manifest manifest, Map<Runtime, Costs> costs) {
    if (Files.exists(path.resolve("manifest.json"))) {
      throw Refusal.badInput(path + " holds another kind of run: name another --out");
    }
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw Refusal.badInput(
          "cannot create " + path + " (" + Reason.of(e) + "): name another --out");
    }
    SweepDirectory directory = new SweepDirectory(path);
    directory.write(COSTS, file -> file.write(CostsFile.text(costs)));
    directory.write(MANIFEST, file -> file.write(Json.write(manifest) + "\n"));
    return directory;
  }

  /**
   * @throws Refusal (bad input) if there is no sweep
   */
  public static SweepDirectory open(Path path) {
    if (!isOne(path)) {
      throw Refusal.badInput(path + " is not a sweep's directory: no " + MANIFEST + " in it");
    }
    return new SweepDirectory(path);
  }

  public Path path() {
    return path;
  }

  public Manifest manifest() {
    String where = path.resolve(MANIFEST).toString();
    ObjectNode manifest = Json.read(where, text(MANIFEST), ObjectNode.class);
    if (!manifest.has("model")) {
      manifest.putNull("model");
    }
    return Json.read(where, manifest.toString(), Manifest.class);
  }

  public Map<Runtime, Costs> costs() {
    return CostsFile.read(path.resolve(COSTS));
  }

  /** As written, to be compared. */
  public String costsText() {
    return text(COSTS);
  }

  public Path log() {
    return path.resolve("items.log");
  }

  public Path result() {
    return path.resolve(RESULT);
  }

  public boolean finished() {
    return Files.exists(result());
  }

  public Path writeResult(Content content) {
    return write(RESULT, content);
  }

  /**
   * Writes a file whole.
   *
   * @throws Refusal (host cannot) if it cannot be written
   */
  public Path write(String name, Content content) {
    Path target = path.resolve(name);
    Path aside = path.resolve(name + ".part");
    try {
      try (Writer file = Files.newBufferedWriter(aside)) {
        content.to(file);
      }
      return Files.move(
          aside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw Refusal.hostCannot(
          "cannot write "
              + target
              + " ("
              + Reason.of(e)
              + "): mend that and repeat the command; finished items are kept");
    }
  }

  private String text(String name) {
    try {
      return Files.readString(path.resolve(name));
    } catch (IOException e) {
      throw Refusal.hostCannot(
          "cannot read " + path.resolve(name) + " (" + Reason.of(e) + "): mend that");
    }
  }
}
