package io.fairlane.runner.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RunQueueTest {
  private final GlobalQueue global = new GlobalQueue(new SpinLock(), 1);
  private final RunQueue queue = new RunQueue(global);

  @Test
  void ringIsFirstInFirstOut() {
    named(1, 5).forEach(queue::put);
    assertThat(drain(queue)).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void readiedTakesRunnextAndKicksTheOneBeforeToTheRingsTail() {
    named(1, 2).forEach(queue::put);
    named(3, 5).forEach(queue::putNext);
    assertThat(((Named) queue.takeNext()).name).isEqualTo(5);
    assertThat(queue.takeNext()).isNull();
    assertThat(drain(queue)).containsExactly(1, 2, 3, 4);
  }

  /** Conformance scenario 2: 300 spawns; global = 1..128, 257; ring = 129..256, 258..299. */
  @Test
  void overflowMovesTheOldest128AndTheNewOneToTheGlobalTail() {
    named(1, 300).forEach(queue::putNext);
    assertThat(((Named) queue.takeNext()).name).isEqualTo(300);
    assertThat(queue.size()).isEqualTo(170);
    assertThat(global.size()).isEqualTo(129);
    assertThat(drain(queue)).containsExactlyElementsOf(range(129, 256, 258, 299));
    List<Integer> overflowed = new ArrayList<>();
    for (Task task = global.take(queue, 1); task != null; task = global.take(queue, 1)) {
      overflowed.add(((Named) task).name);
    }
    assertThat(overflowed).containsExactlyElementsOf(range(1, 128, 257, 257));
  }

  /** Conformance scenario 4. */
  @Test
  void thiefTakesTheOlderHalfAndRunsTheLastOfIt() {
    named(1, 7).forEach(queue::put);
    RunQueue thief = new RunQueue(global);
    assertThat(((Named) thief.stealFrom(queue, null)).name).isEqualTo(4);
    assertThat(drain(thief)).containsExactly(1, 2, 3);
    assertThat(drain(queue)).containsExactly(5, 6, 7);
  }

  @Test
  void runnextIsStolenOnlyAfterABackOffAndOnlyFromAnEmptyRing() {
    named(1, 2).forEach(queue::putNext);
    RunQueue thief = new RunQueue(global);
    List<String> naps = new ArrayList<>();
    assertThat(((Named) thief.stealFrom(queue, () -> naps.add("nap"))).name).isEqualTo(1);
    assertThat(naps).isEmpty();
    assertThat(thief.stealFrom(queue, null)).isNull();
    assertThat(((Named) thief.stealFrom(queue, () -> naps.add("nap"))).name).isEqualTo(2);
    assertThat(naps).hasSize(1);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void runnextConsumedDuringTheBackOffIsNotStolen() {
    named(1, 1).forEach(queue::putNext);
    assertThat(new RunQueue(global).stealFrom(queue, queue::takeNext)).isNull();
  }

  @Property(tries = 200)
  void globalBatchFollowsTheFormula(
      @ForAll @IntRange(max = 2_000) int size, @ForAll @IntRange(min = 1, max = 16) int ps) {
    GlobalQueue queueOfPs = new GlobalQueue(new SpinLock(), ps);
    named(1, size).forEach(queueOfPs::put);
    RunQueue ring = new RunQueue(queueOfPs);
    Task first = queueOfPs.take(ring, GlobalQueue.MAX_BATCH);
    int expected = Math.min(Math.min(size, size / ps + 1), 128);
    assertThat(size - queueOfPs.size()).isEqualTo(expected);
    assertThat(ring.size()).isEqualTo(Math.max(0, expected - 1));
    assertThat(first == null).isEqualTo(size == 0);
  }

  /** Scenario 3's figures. */
  @Test
  void globalBatchExamples() {
    assertThat(GlobalQueue.batch(100, 2, 128)).isEqualTo(51);
    assertThat(GlobalQueue.batch(1000, 2, 128)).isEqualTo(128);
    assertThat(GlobalQueue.batch(1, 2, 128)).isEqualTo(1);
    assertThat(GlobalQueue.batch(1000, 2, 1)).isEqualTo(1);
    assertThat(GlobalQueue.batch(99, 1, 128)).isEqualTo(99);
  }

  /** Owner and two thieves: each task comes out exactly once. */
  @Test
  void everyTaskComesOutOnceUnderTheft() throws InterruptedException {
    int n = 300_000;
    AtomicIntegerArray seen = new AtomicIntegerArray(n);
    boolean[] done = new boolean[1];
    Object lock = new Object();
    List<Thread> thieves = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Thread thread =
          new Thread(
              () -> {
                RunQueue own = new RunQueue(global);
                while (true) {
                  boolean last;
                  synchronized (lock) {
                    last = done[0];
                  }
                  Task task = own.stealFrom(queue, Thread::onSpinWait);
                  while (task != null) {
                    seen.incrementAndGet(((Named) task).name);
                    task = own.take();
                  }
                  if (last && queue.isEmpty()) {
                    return;
                  }
                }
              });
      thread.start();
      thieves.add(thread);
    }
    for (int i = 0; i < n; i++) {
      if (i % 3 == 0) {
        queue.put(new Named(i));
      } else {
        queue.putNext(new Named(i));
      }
      if (i % 5 == 0) {
        count(seen, queue.takeNext());
        count(seen, queue.take());
      }
    }
    synchronized (lock) {
      done[0] = true;
    }
    for (Thread thief : thieves) {
      thief.join();
    }
    for (Task task = global.take(queue, 1); task != null; task = global.take(queue, 1)) {
      count(seen, task);
    }
    assertThat(IntStream.range(0, n).filter(i -> seen.get(i) != 1).boxed().toList()).isEmpty();
  }

  private static void count(AtomicIntegerArray seen, Task task) {
    if (task != null) {
      seen.incrementAndGet(((Named) task).name);
    }
  }

  private static List<Named> named(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(Named::new).toList();
  }

  private static List<Integer> range(int a, int b, int c, int d) {
    return IntStream.concat(IntStream.rangeClosed(a, b), IntStream.rangeClosed(c, d))
        .boxed()
        .toList();
  }

  private static List<Integer> drain(RunQueue queue) {
    List<Integer> names = new ArrayList<>();
    for (Task task = queue.take(); task != null; task = queue.take()) {
      names.add(((Named) task).name);
    }
    return names;
  }

  private static final class Named extends Task {
    final int name;

    Named(int name) {
      super(Role.BACKGROUND);
      this.name = name;
    }

    @Override
    protected Outcome run(P proc) {
      return Outcome.DONE;
    }
  }
}
