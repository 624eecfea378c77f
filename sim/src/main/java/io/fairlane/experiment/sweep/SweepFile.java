package io.fairlane.experiment.sweep;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Reason;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.ScenarioFiles;
import io.fairlane.experiment.ScenarioValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a sweep, and refuses one that is misspelt, empty or without end before anything is run. */
public final class SweepFile {
  /** Replications of one sweep: an index entry of 8 bytes each. */
  public static final int MOST_ITEMS = 20_000_000;

  private static final long MOST_SEED = 999_999_999_999_999_999L;
  private final SweepSource source;
  private final SweepKeys keys;

  /** Keys that have their value or their axis, and where. */
  private final Map<String, String> fixed = new HashMap<>();

  private SweepFile(SweepSource source) {
    this.source = source;
    this.keys = new SweepKeys(source.file(), source.text());
  }

  /** The commented file of all keys and defaults: the manual of the format. */
  public static String defaultsText() {
    try (InputStream in = SweepFile.class.getResourceAsStream("defaults.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param file path of a YAML file
   * @throws Refusal (bad input) if it or its scenario cannot be read
   */
  public static SweepSource source(String file, List<String> set, Long seed, Integer replications) {
    if (!Files.isRegularFile(Path.of(file))) {
      throw Refusal.badInput(
          "no sweep '" + file + "': a YAML file; 'fairlane sweep --defaults' shows all its keys");
    }
    String text;
    try {
      text = Files.readString(Path.of(file));
    } catch (IOException e) {
      throw Refusal.badInput(file + ": cannot be read (" + Reason.of(e) + ")");
    }
    SweepFile reader = new SweepFile(new SweepSource(file, text, "", set, seed, replications));
    try {
      String scenario = ScenarioFiles.text(reader.scenarioName());
      return new SweepSource(file, text, scenario, List.copyOf(set), seed, replications);
    } catch (Refusal refusal) {
      throw Refusal.badInput(reader.keys.where("scenario") + ": " + refusal.getMessage());
    }
  }

  /**
   * @throws Refusal (bad input) naming file, line, key and remedy
   */
  public static Sweep read(SweepSource source) {
    return new SweepFile(source).sweep();
  }

  private Sweep sweep() {
    long seed =
        source.seed() != null ? source.seed() : keys.whole("seed", 1, -MOST_SEED, MOST_SEED);
    ScenarioValues base = base();
    List<Axis> axes = new ArrayList<>();
    keys.map("axes").forEach((key, node) -> axes.add(axis(base, key, node)));
    hypercube(base, seed).ifPresent(axes::add);
    Sweep sweep =
        new Sweep(
            base.at("name"),
            base,
            axes,
            runtimes(),
            arms(),
            replications(),
            keys.decimal("untilWidth", "0", 0, 100),
            keys.decimal("longest", "3600", 1, 1_000_000),
            seed);
    requireFew(sweep);
    CellCheck.first(sweep, source.file());
    return sweep;
  }

  private String scenarioName() {
    return keys.has("scenario") ? keys.at("scenario").text("scenario") : "seed";
  }

  private ScenarioValues base() {
    ScenarioValues base = ScenarioFiles.values(scenarioName(), source.scenarioText(), List.of());
    keys.map("set")
        .forEach(
            (key, node) -> {
              base.put(node.where(), key, node.text(key));
              fixed.put(key, node.where());
            });
    ScenarioFiles.override(base, source.set());
    source.set().forEach(set -> fixed.put(set.split("=", 2)[0].strip(), "--set " + set));
    base.put(keys.where("name"), "name", keys.has("name") ? keys.at("name").text("name") : "sweep");
    return base;
  }

  private Axis axis(ScenarioValues base, String key, YamlNode node) {
    return Axis.of(key, checked(base, levels(base, key, node)));
  }

  /** The key must be one of the scenario's, and vary in one place only. */
  private Levels levels(ScenarioValues base, String key, YamlNode node) {
    ScenarioValues.requireKnown(node.where(), key);
    if (key.equals("name")) {
      throw Refusal.badInput(node.where() + ": name: says nothing about the workload");
    }
    String before = fixed.put(key, node.where());
    if (before != null) {
      throw Refusal.badInput(
          node.where() + ": " + key + ": is an axis here and has a value at " + before);
    }
    return Levels.read(key, node);
  }

  /** As the scenario has them: 1_000 and 1000 are the same text in every file. */
  private static List<String> checked(ScenarioValues base, Levels levels) {
    List<String> values = new ArrayList<>();
    for (String value : levels.values()) {
      ScenarioValues tried = base.copy();
      tried.put(levels.where(), levels.key(), value);
      values.add(tried.at(levels.key()));
    }
    return values;
  }

  private Optional<Axis> hypercube(ScenarioValues base, long seed) {
    Map<String, YamlNode> cube = keys.map("hypercube");
    if (cube.isEmpty()) {
      return Optional.empty();
    }
    cube.forEach((key, node) -> SweepKeys.requireKey(node.where(), key, List.of("points", "axes")));
    if (!cube.containsKey("points") || !cube.containsKey("axes")) {
      throw Refusal.badInput(
          keys.where("hypercube")
              + ": hypercube needs 'points', how many, and 'axes', which ranges");
    }
    int points = (int) SweepKeys.whole("hypercube.points", cube.get("points"), 1, 1_000_000);
    List<Levels> levels = new ArrayList<>();
    cube.get("axes")
        .map("hypercube.axes")
        .forEach((key, node) -> levels.add(levels(base, key, node)));
    if (levels.isEmpty()) {
      throw Refusal.badInput(cube.get("axes").where() + ": hypercube.axes: names no key");
    }
    for (Levels level : levels) {
      base.copy().put(level.where(), level.key(), level.at(0));
      base.copy().put(level.where(), level.key(), level.at(1));
    }
    return Optional.of(Hypercube.draw(levels, points, seed));
  }

  private List<Runtime> runtimes() {
    if (!keys.has("runtimes")) {
      return List.of(Runtime.GO);
    }
    List<Runtime> runtimes = new ArrayList<>();
    for (YamlNode node : keys.at("runtimes").list("runtimes")) {
      Runtime runtime = SweepKeys.labelled(node, "runtimes", Runtime::of);
      if (!runtimes.contains(runtime)) {
        runtimes.add(runtime);
      }
    }
    if (runtimes.isEmpty()) {
      throw Refusal.badInput(keys.where("runtimes") + ": runtimes: names none: go, pool");
    }
    return runtimes;
  }

  private List<Arm> arms() {
    if (!keys.has("arms")) {
      return List.of();
    }
    return keys.at("arms").list("arms").stream()
        .map(node -> SweepKeys.labelled(node, "arms", Arm::of))
        .distinct()
        .sorted()
        .toList();
  }

  private int replications() {
    if (source.replications() == null) {
      return (int) keys.whole("replications", 20, 1, 10_000);
    }
    if (source.replications() < 1 || source.replications() > 10_000) {
      throw Refusal.badInput("--replications " + source.replications() + ": allowed is 1 to 10000");
    }
    return source.replications();
  }

  private void requireFew(Sweep sweep) {
    BigInteger cells = BigInteger.valueOf(sweep.runtimes().size());
    for (Axis axis : sweep.axes()) {
      cells = cells.multiply(BigInteger.valueOf(axis.size()));
    }
    BigInteger items = cells.multiply(BigInteger.valueOf(sweep.replications()));
    if (items.compareTo(BigInteger.valueOf(MOST_ITEMS)) > 0) {
      throw Refusal.badInput(
          String.format(
              "%s: %,d cells x %,d replications: at most %,d in one sweep; fewer values on an"
                  + " axis, or a hypercube",
              source.file(), cells, sweep.replications(), MOST_ITEMS));
    }
  }
}
