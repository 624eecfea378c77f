package io.fairlane.runner.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where built programs and the last calibration are kept: the platform's cache folder of the user,
 * else the temporary.
 */
public final class CacheFolder {
  private CacheFolder() {}

  /** A folder that exists and can be written. */
  public static Path find() {
    for (Path candidate : candidates()) {
      try {
        Files.createDirectories(candidate);
        // Permission bits lie on read-only mounts; a file that could be made does not.
        Files.delete(Files.createTempFile(candidate, "probe-", ""));
        return candidate;
      } catch (IOException e) {
        continue;
      }
    }
    throw new IllegalStateException("neither a cache nor a temporary folder can be written");
  }

  private static List<Path> candidates() {
    List<Path> folders = new ArrayList<>();
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String home = System.getProperty("user.home");
    String xdg = System.getenv("XDG_CACHE_HOME");
    String local = System.getenv("LOCALAPPDATA");
    if (xdg != null && Path.of(xdg).isAbsolute()) {
      folders.add(Path.of(xdg, "fairlane"));
    } else if (os.startsWith("windows") && local != null) {
      folders.add(Path.of(local, "fairlane"));
    } else if (home != null) {
      folders.add(
          os.startsWith("mac")
              ? Path.of(home, "Library", "Caches", "fairlane")
              : Path.of(home, ".cache", "fairlane"));
    }
    folders.add(
        Path.of(
            System.getProperty("java.io.tmpdir"), "fairlane-" + System.getProperty("user.name")));
    return folders;
  }
}
