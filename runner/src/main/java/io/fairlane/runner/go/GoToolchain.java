package io.fairlane.runner.go;

import io.fairlane.experiment.Refusal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The host's {@code go} command: found on a PATH, never downloaded. */
public final class GoToolchain {
  static final String ABSENT =
      "go not found on PATH: install Go >= 1.19 (for example 'apt-get install golang-go') to"
          + " measure runtime go; everything else works without it";

  /** The sources use what 1.19 brought ({@code atomic} alignment, {@code strings.Cut}). */
  private static final int OLDEST_MINOR = 19;

  private static final Pattern VERSION = Pattern.compile("go1\\.(\\d+)\\S*");

  private final Path command;
  private final String version;
  private final int minor;

  private GoToolchain(Path command, String version, int minor) {
    this.command = command;
    this.version = version;
    this.minor = minor;
  }

  /**
   * @param path the value of the PATH variable; null is an empty one
   * @throws Refusal (host cannot) if there is no usable {@code go} in it
   */
  public static GoToolchain find(String path) {
    Path command = locate(path).orElseThrow(() -> Refusal.hostCannot(ABSENT));
    String said = run(command, null, Map.of(), List.of("version"));
    Matcher matcher = VERSION.matcher(said);
    if (!matcher.find()) {
      throw Refusal.hostCannot(
          command + " does not tell its version ('" + firstLine(said) + "'): mend the Go install");
    }
    int minor = Integer.parseInt(matcher.group(1));
    if (minor < OLDEST_MINOR) {
      throw Refusal.hostCannot(
          command + " is " + matcher.group() + ": install Go >= 1.19 to measure runtime go");
    }
    return new GoToolchain(command, matcher.group(), minor);
  }

  /** {@link #find(String)} on this process's PATH. */
  public static GoToolchain find() {
    return find(System.getenv("PATH"));
  }

  /** For example "go1.26.8". */
  public String version() {
    return version;
  }

  /** 26 of go1.26.8. */
  int minor() {
    return minor;
  }

  /** Starts {@code go} with these arguments, standard error in its output. */
  Process start(List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(command.toString()));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(environment(Path.of(System.getProperty("java.io.tmpdir"))));
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  /** Where it was found. */
  public Path command() {
    return command;
  }

  /** Builds the module in {@code module}, each package to {@code bin/<package>}. Takes seconds. */
  void build(Path module, Path bin, List<String> packages) throws IOException {
    Files.createDirectories(bin);
    for (String name : packages) {
      String said =
          run(
              command,
              module,
              environment(module),
              List.of("build", "-trimpath", "-o", bin.resolve(name).toString(), "./" + name));
      if (!Files.isExecutable(bin.resolve(name))) {
        throw Refusal.hostCannot(
            version + " cannot build the " + name + " program: " + firstLine(said));
      }
    }
  }

  /** No network, no other toolchain, no C compiler, no flags of the user's own. */
  private static Map<String, String> environment(Path module) {
    String home = System.getProperty("user.home");
    boolean caches = home != null && Files.isWritable(Path.of(home));
    Map<String, String> fixed =
        Map.of(
            "GOFLAGS", "-mod=mod",
            "GOTOOLCHAIN", "local",
            "GOPROXY", "off",
            "GOWORK", "off",
            "CGO_ENABLED", "0");
    if (caches || System.getenv("GOCACHE") != null) {
      return fixed;
    }
    Map<String, String> aside = new HashMap<>(fixed);
    aside.put("GOCACHE", module.resolve(".gocache").toString());
    aside.put("GOPATH", module.resolve(".gopath").toString());
    return aside;
  }

  private static Optional<Path> locate(String path) {
    for (String folder : path == null ? new String[0] : path.split(File.pathSeparator)) {
      for (String name : List.of("go", "go.exe")) {
        Path candidate = folder.isEmpty() ? null : Path.of(folder, name);
        if (candidate != null && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  private static String run(
      Path command, Path folder, Map<String, String> environment, List<String> arguments) {
    List<String> line = new ArrayList<>(List.of(command.toString()));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(environment);
    if (folder != null) {
      builder.directory(folder.toFile());
    }
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes());
      process.waitFor(1, TimeUnit.MINUTES);
      return said;
    } catch (IOException e) {
      throw Refusal.hostCannot(command + " cannot be run (" + e.getMessage() + "): mend it");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.hostCannot("interrupted while running " + command + ": run it again");
    }
  }

  private static String firstLine(String text) {
    return text.lines().filter(line -> !line.startsWith("#")).findFirst().orElse("it said nothing");
  }
}
