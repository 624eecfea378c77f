package io.fairlane.sim.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the model's code is: a hash over all classes and resources of this module, the same whether
 * they lie in a jar or in a folder. A version is the same for many builds and a commit says nothing
 * of what was changed since; two processes with the same hash predict the same.
 */
public final class ModelCode {
  /** Hex digits kept: 64 bits, enough against chance. */
  private static final int DIGITS = 16;

  private ModelCode() {}

  /** Computed once: some hundredths of a second. */
  private static final class Once {
    static final String FINGERPRINT = compute();
  }

  public static String fingerprint() {
    return Once.FINGERPRINT;
  }

  private static String compute() {
    try {
      Path place =
          Path.of(ModelCode.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(place)) {
        return of(place);
      }
      try (FileSystem jar =
          FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
        return of(jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the model's own classes", e);
    } catch (URISyntaxException fromThisJvm) {
      throw new IllegalStateException(fromThisJvm);
    }
  }

  /**
   * @param root of the classes; what the build adds, {@code META-INF}, is left out
   */
  static String of(Path root) throws IOException {
    MessageDigest sum = sha256();
    List<String> names;
    try (Stream<Path> files = Files.walk(root)) {
      names =
          files
              .filter(Files::isRegularFile)
              .map(file -> root.relativize(file).toString().replace('\\', '/'))
              .filter(name -> !name.startsWith("META-INF"))
              .sorted()
              .toList();
    }
    for (String name : names) {
      sum.update(name.getBytes(StandardCharsets.UTF_8));
      try (InputStream in = new DigestInputStream(Files.newInputStream(root.resolve(name)), sum)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
    return HexFormat.of().formatHex(sum.digest()).substring(0, DIGITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new AssertionError(everyJavaHasIt);
    }
  }
}
