package io.fairlane.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One sweep in seven ways, each in processes of its own: on one thread, on two, in parts that are
 * merged, on Spark's threads, on two executors of a real standalone cluster, with one of these
 * killed halfway, and as an application that spark-submit starts. The result is the same, byte for
 * byte, and so is its Parquet from all four on Spark.
 */
@Tag("spark")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SameBytesTest {
  private static final int CELLS = 12;
  private static final int REPLICATIONS = 60;
  private static final int ARMS = 2;

  private static final String SWEEP =
      """
      name: six
      set: {producers.tasks: 2, consumer.messages: 2000, background.work: 2000}
      axes:
        background.tasks: [0, 3, 40]
        channel.capacity: [0, 16]
        processors: [1, 2]
      arms: [locked]
      """;

  @TempDir Path folder;

  @Test
  void sevenWaysOneResult() throws Exception {
    Files.writeString(folder.resolve("six.yaml"), SWEEP);
    try (var in = SameBytesTest.class.getResourceAsStream("/costs.json")) {
      Files.write(folder.resolve("costs.json"), in.readAllBytes());
    }
    Map<String, String> sums = new LinkedHashMap<>();
    sums.put("1 thread", run("one", "--threads", "1"));
    sums.put("2 threads", run("two", "--threads", "2"));
    run("part1", "--shard", "1/2");
    run("part2", "--shard", "2/2");
    sums.put("parts", merged());
    sums.put("spark local", run("local", "--engine", "spark", "--master", "local[2]"));
    try (Cluster cluster = new Cluster(folder)) {
      sums.put("executors", onTwoExecutors(cluster));
      sums.put("executor killed", withOneKilled(cluster));
      sums.put("submitted", submitted(cluster));
    }
    sums.forEach((way, sum) -> System.out.println(sum + "  " + way));
    assertThat(sums.values()).as("%s", sums).containsOnly(sums.get("1 thread"));
    assertThat(Files.readAllLines(result("one"))).hasSize(1 + CELLS * REPLICATIONS * ARMS);
    Path parquet = folder.resolve("local/result.parquet");
    parquetHasTheRows(parquet);
    for (String way : new String[] {"cluster", "killed", "submitted"}) {
      assertThat(Files.mismatch(folder.resolve(way).resolve("result.parquet"), parquet))
          .as("Parquet, %s", way)
          .isEqualTo(-1);
    }
  }

  private Driver start(String out, Map<String, String> properties, String... more)
      throws IOException {
    return Driver.start(
        folder.resolve(out + ".log"), properties, line(out, more).toArray(String[]::new));
  }

  private List<String> line(String out, String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "sweep",
                folder.resolve("six.yaml").toString(),
                "--replications",
                Integer.toString(REPLICATIONS),
                "--costs",
                folder.resolve("costs.json").toString(),
                "--out",
                folder.resolve(out).toString()));
    line.addAll(List.of(more));
    return line;
  }

  private String run(String out, String... more) throws Exception {
    Driver driver = start(out, Map.of(), more);
    assertThat(driver.end()).as(driver.said()).isZero();
    return sum(out);
  }

  private String merged() throws Exception {
    Driver driver =
        Driver.start(
            folder.resolve("merge.log"),
            Map.of(),
            "merge",
            folder.resolve("part2").toString(),
            folder.resolve("part1").toString(),
            "--out",
            folder.resolve("merged").toString());
    assertThat(driver.end()).as(driver.said()).isZero();
    return sum("merged");
  }

  private Driver onCluster(String out, Cluster cluster) throws IOException {
    Map<String, String> properties =
        Map.of(
            "spark.executor.memory", "600m",
            "spark.executor.cores", "1",
            "spark.cores.max", "2",
            "spark.driver.host", "127.0.0.1",
            "spark.driver.bindAddress", "127.0.0.1",
            "spark.scheduler.minRegisteredResourcesRatio", "1.0",
            "spark.executor.extraClassPath", ourClasses());
    return start(out, properties, "--engine", "spark", "--master", cluster.master());
  }

  /** The module under test is a folder and no jar yet. */
  private static String ourClasses() {
    List<String> folders = new ArrayList<>();
    for (String entry : Cluster.CLASS_PATH.split(File.pathSeparator)) {
      if (entry.contains("fairlane") || new File(entry).isDirectory()) {
        folders.add(entry);
      }
    }
    return String.join(File.pathSeparator, folders);
  }

  private String onTwoExecutors(Cluster cluster) throws Exception {
    Driver driver = onCluster("cluster", cluster);
    int most = 0;
    while (driver.isAlive()) {
      most = Math.max(most, cluster.executors().size());
      Thread.sleep(50);
    }
    assertThat(driver.end()).as(driver.said()).isZero();
    assertThat(most).as("executor processes").isEqualTo(2);
    return sum("cluster");
  }

  /** When a tenth is done one of the two is killed; the master starts another. */
  private String withOneKilled(Cluster cluster) throws Exception {
    Driver driver = onCluster("killed", cluster);
    while (driver.isAlive() && done("killed") < CELLS * REPLICATIONS / 10) {
      Thread.sleep(20);
    }
    List<ProcessHandle> executors = cluster.executors();
    assertThat(executors).as(driver.said()).isNotEmpty();
    assertThat(executors.getFirst().destroyForcibly()).isTrue();
    long before = done("killed");
    assertThat(before).as("finished before the kill").isLessThan(CELLS * REPLICATIONS);
    assertThat(driver.end()).as(driver.said()).isZero();
    return sum("killed");
  }

  /** As sim/README.md has it: the master comes from spark-submit, the jars are sent along. */
  private String submitted(Cluster cluster) throws Exception {
    List<String> options =
        List.of(
            "--master",
            cluster.master(),
            "--deploy-mode",
            "client",
            "--conf",
            "spark.executor.memory=600m",
            "--conf",
            "spark.driver.host=127.0.0.1",
            "--conf",
            "spark.driver.userClassPathFirst=true",
            "--conf",
            "spark.log.level=ERROR");
    Driver driver =
        cluster.submit(
            folder.resolve("submitted.log"), options, line("submitted", "--engine", "spark"));
    assertThat(driver.end()).as(driver.said()).isZero();
    return sum("submitted");
  }

  private long done(String out) throws IOException {
    Path log = folder.resolve(out).resolve("items.log");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  private Path result(String out) {
    return folder.resolve(out).resolve("result.csv");
  }

  private String sum(String out) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(result(out))));
  }

  private static void parquetHasTheRows(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      assertThat(reader.getRecordCount()).isEqualTo(CELLS * REPLICATIONS * ARMS);
      assertThat(reader.getFileMetaData().getSchema().getColumns()).hasSize(2 + 3 + 14);
    }
  }
}
