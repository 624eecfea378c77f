package io.fairlane.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.CostsFile;
import io.fairlane.experiment.sweep.SweepFile;
import io.fairlane.sim.sweep.SweepEngine;
import io.fairlane.sim.sweep.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster where nobody works is told of, once, on a clock of the test's own. */
class PatienceTest {
  private static final String SAYS =
      "no executor yet: the cluster has no worker with a free core and 3g free"
          + " (-Dspark.executor.memory); waiting, Ctrl-C ends it";

  private final List<String> said = new ArrayList<>();

  /** Negative, as {@code System.nanoTime} may be, and about to pass zero. */
  private long now = -10_000_000_000L;

  private final Patience patience = new Patience(said::add, () -> now);

  private void after(int seconds, boolean works) {
    now += seconds * 1_000_000_000L;
    patience.look(works, () -> "3g");
  }

  @Test
  void isToldOnceAfterThirtySeconds() {
    after(0, false);
    after(10, false);
    after(20, false);
    assertThat(said).as("30 s").isEmpty();
    after(1, false);
    assertThat(said).containsExactly(SAYS);
    after(31, false);
    after(60, false);
    assertThat(said).hasSize(1);
  }

  @Test
  void anExecutorInTimeEndsIt() {
    after(0, false);
    after(29, true);
    after(1, false);
    after(60, false);
    assertThat(said).isEmpty();
  }

  /** What was before, Spark's start and the reading of a log, is no waiting for an executor. */
  @Test
  void countsFromTheFirstLook() {
    after(100, false);
    after(30, false);
    assertThat(said).isEmpty();
  }

  /**
   * Spark's own threads are no executor either, so a local context is one where nobody works. Its
   * first item is held until the word is out, and the sweep then goes on to its end.
   */
  @Test
  @Tag("spark")
  void theEngineLooksWhileItWaits(@TempDir Path folder) throws Exception {
    SparkConf conf =
        new SparkConf(false)
            .setMaster("local[1]")
            .setAppName("patience")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.executor.memory", "3g");
    AtomicLong clock = new AtomicLong();
    CountDownLatch told = new CountDownLatch(1);
    Patience ofEngine =
        new Patience(
            line -> {
              said.add(line);
              told.countDown();
            },
            () -> clock.addAndGet(20_000_000_000L));
    List<Integer> taken = new ArrayList<>();
    try (SweepEngine engine = new SparkEngine(new SparkContext(conf), ofEngine)) {
      engine.run(work(folder), IntStream.range(0, 2).iterator(), sink(told, taken));
    }
    assertThat(said).containsExactly(SAYS);
    assertThat(taken).containsExactlyInAnyOrder(0, 1);
  }

  private static SweepEngine.Sink sink(CountDownLatch told, List<Integer> taken) {
    return new SweepEngine.Sink() {
      @Override
      public synchronized void take(int item, String rows) {
        try {
          assertThat(told.await(20, TimeUnit.SECONDS)).as("told while it waits").isTrue();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        taken.add(item);
      }

      @Override
      public void tick() {}
    };
  }

  private static Work work(Path folder) throws IOException {
    Path sweep = folder.resolve("s.yaml");
    Files.writeString(sweep, "set: {background.tasks: 0, consumer.messages: 100}\nreplications: 2");
    Path costs = folder.resolve("costs.json");
    try (var in = PatienceTest.class.getResourceAsStream("/costs.json")) {
      Files.write(costs, in.readAllBytes());
    }
    return new Work(
        SweepFile.read(SweepFile.source(sweep.toString(), List.of(), null, null)),
        CostsFile.read(costs));
  }
}
