package io.fairlane.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A run on disk: {@code manifest.json}, {@code costs.json} ({@code costs-<n>.json} for the blocks
 * after the first, if each has its own), {@code trials.csv}, {@code trials-at-speed.csv}, {@code
 * comparison.json}, {@code report.html}. Trials are only ever appended; the other files are
 * replaced whole (written aside, then moved), so a kill at any instant leaves each one readable.
 */
public final class RunDirectory {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final String AT_SPEED = "trials-at-speed.csv";

  private final Path path;

  private RunDirectory(Path path) {
    this.path = path;
  }

  /** A new directory {@code parent/<scenario>-<utc>} with its manifest. */
  public static RunDirectory create(Path parent, Manifest manifest, Instant now) {
    String base = manifest.scenario().name() + "-" + STAMP.format(now);
    Path fresh = parent.resolve(base);
    for (int again = 2; Files.exists(fresh); again++) {
      fresh = parent.resolve(base + "-" + again);
    }
    return createAt(fresh, manifest);
  }

  /**
   * A run in exactly this directory, made if need be.
   *
   * @throws Refusal (bad input) if it holds a run already or cannot be written
   */
  public static RunDirectory createAt(Path directory, Manifest manifest) {
    if (Files.exists(directory.resolve("manifest.json"))) {
      throw Refusal.badInput(
          directory + " holds a run already: --resume " + directory + ", or name another --out");
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw Refusal.badInput(
          "cannot create " + directory + " (" + Reason.of(e) + "): name another --out");
    }
    RunDirectory run = new RunDirectory(directory);
    try {
      run.write("manifest.json", Json.write(manifest) + "\n");
    } catch (IOException e) {
      throw Refusal.badInput(
          "cannot write in " + directory + " (" + Reason.of(e) + "): name another --out");
    }
    return run;
  }

  /**
   * @throws Refusal (bad input) if there is no run
   */
  public static RunDirectory open(Path directory) {
    if (!Files.isRegularFile(directory.resolve("manifest.json"))) {
      throw Refusal.badInput(directory + " is not a run directory: no manifest.json in it");
    }
    return new RunDirectory(directory);
  }

  /**
   * The same to go on with: asked before a trial is run, not after it.
   *
   * @throws Refusal (bad input) if there is no run or another version's; (host cannot) if it cannot
   *     be written
   */
  public static RunDirectory resume(Path directory) {
    RunDirectory run = open(directory);
    try {
      TrialsCsv.requireOurColumns(run.trialsFile());
      WholeLines.append(run.trialsFile(), "");
    } catch (IOException e) {
      throw run.notWritten(e);
    }
    return run;
  }

  public Path path() {
    return path;
  }

  public Manifest manifest() {
    return Json.read(
        path.resolve("manifest.json").toString(),
        OlderManifests.completed(text("manifest.json")),
        Manifest.class);
  }

  /** Appends a finished trial and forces it to disk before returning. */
  public synchronized void append(Trial trial) {
    append(List.of(trial));
  }

  public synchronized void append(List<Trial> trials) {
    append(trialsFile(), trials);
  }

  private void append(Path file, List<Trial> trials) {
    try {
      TrialsCsv.append(file, trials);
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  /** All finished trials, in the order in which they finished. */
  public List<Trial> trials() {
    return read(trialsFile());
  }

  /**
   * Predictions for hosts whose speed was watched ({@link Proof.Speed}): the same replications as
   * in {@link #trials}, at the speed of the trial that each stands for.
   */
  public List<Trial> trialsAtSpeed() {
    return read(path.resolve(AT_SPEED));
  }

  public synchronized void appendAtSpeed(List<Trial> predicted) {
    append(path.resolve(AT_SPEED), predicted);
  }

  private List<Trial> read(Path file) {
    try {
      return TrialsCsv.read(file);
    } catch (IOException e) {
      throw notRead(file.getFileName().toString(), e);
    }
  }

  public void writeCosts(Map<Runtime, Costs> costs) {
    replace("costs.json", CostsFile.text(costs));
  }

  /** The costs that the predictions were made from; empty if none were recorded. */
  public Map<Runtime, Costs> costs() {
    Path file = path.resolve("costs.json");
    return Files.exists(file) ? CostsFile.read(file) : new EnumMap<>(Runtime.class);
  }

  /**
   * Writes one of the derived files, {@code comparison.json} or {@code report.html}.
   *
   * @throws Refusal (host cannot) if it cannot be written
   */
  public Path replace(String name, String text) {
    try {
      return write(name, text);
    } catch (IOException e) {
      throw Refusal.hostCannot(
          "cannot write "
              + path.resolve(name)
              + " ("
              + Reason.of(e)
              + "): mend that and repeat the command; finished trials are kept");
    }
  }

  private Path write(String name, String text) throws IOException {
    Path target = path.resolve(name);
    Path aside = path.resolve(name + ".part");
    Files.writeString(aside, text);
    return Files.move(
        aside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private String text(String name) {
    try {
      return Files.readString(path.resolve(name));
    } catch (IOException e) {
      throw notRead(name, e);
    }
  }

  private Path trialsFile() {
    return path.resolve("trials.csv");
  }

  private Refusal notWritten(IOException e) {
    return Refusal.hostCannot(
        "cannot write in "
            + path
            + " ("
            + Reason.of(e)
            + "): mend that, then go on with measure --resume "
            + path);
  }

  private Refusal notRead(String name, IOException e) {
    return Refusal.hostCannot(
        "cannot read " + path.resolve(name) + " (" + Reason.of(e) + "): mend that");
  }
}
