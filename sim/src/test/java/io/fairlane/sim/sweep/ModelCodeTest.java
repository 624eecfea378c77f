package io.fairlane.sim.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCodeTest {
  @TempDir Path folder;

  private Path write(Path root, String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void fill(Path root) throws IOException {
    write(root, "a/B.class", "one");
    write(root, "a/rules.yaml", "two");
  }

  @Test
  void aJarAndItsFolderAreTheSame() throws IOException {
    Path classes = folder.resolve("classes");
    fill(classes);
    String sum = ModelCode.of(classes);
    assertThat(sum).matches("[0-9a-f]{16}");
    URI jar = URI.create("jar:" + folder.resolve("x.jar").toUri());
    try (FileSystem files = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      fill(files.getPath("/"));
      write(files.getPath("/"), "META-INF/MANIFEST.MF", "Built-By: somebody");
      assertThat(ModelCode.of(files.getPath("/"))).isEqualTo(sum);
    }
  }

  @Test
  void everyFileAndItsNameCount() throws IOException {
    fill(folder);
    String sum = ModelCode.of(folder);
    Path file = write(folder, "a/B.class", "One");
    assertThat(ModelCode.of(folder)).isNotEqualTo(sum);
    Files.move(file, folder.resolve("a/C.class"));
    write(folder, "a/C.class", "one");
    assertThat(ModelCode.of(folder)).isNotEqualTo(sum);
    Files.move(folder.resolve("a/C.class"), folder.resolve("a/B.class"));
    assertThat(ModelCode.of(folder)).isEqualTo(sum);
  }

  @Test
  void itsOwnIsThere() {
    assertThat(ModelCode.fingerprint()).hasSize(16).isEqualTo(ModelCode.fingerprint());
  }
}
