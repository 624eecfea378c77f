package io.fairlane.runner.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The scheduling round, single-stepped: no threads. */
class PTest {
  private final Pool pool = new Pool(1);
  private final P proc = pool.ps().get(0);
  private final List<String> ran = new ArrayList<>();

  /** Conformance scenario 1: spawn A, B, C, block: C, A, B; C inherits the slice. */
  @Test
  void runnextIsLastInFirstOutAndInherits() {
    pool.global()
        .put(
            task(
                "main",
                w -> {
                  w.spawn(task("A", x -> Outcome.DONE));
                  w.spawn(task("B", x -> Outcome.DONE));
                  w.spawn(task("C", x -> Outcome.DONE));
                  return Outcome.PARKED;
                }));
    run();
    assertThat(ran).containsExactly("main@1", "C@1", "A@2", "B@3");
  }

  /** Conformance scenario 12: A readies X, yields; ring Y, global Z: X, Y, Z, A. */
  @Test
  void yieldedGoesToTheGlobalTailAndRunnextSurvives() {
    boolean[] yielded = new boolean[1];
    proc.queue()
        .put(
            task(
                "A",
                w -> {
                  if (yielded[0]) {
                    return Outcome.DONE;
                  }
                  yielded[0] = true;
                  w.ready(task("X", x -> Outcome.DONE));
                  return Outcome.YIELDED;
                }));
    proc.queue().put(task("Y", w -> Outcome.DONE));
    proc.step(); // tick 0 is a multiple of 61, but the global queue is still empty
    pool.global().put(task("Z", w -> Outcome.DONE));
    run();
    assertThat(ran).containsExactly("A@1", "X@1", "Y@2", "A@3", "Z@4");
  }

  @Test
  void every61stSliceLooksAtTheGlobalQueueFirst() {
    for (int i = 0; i < 130; i++) {
      proc.queue().put(task("r", w -> Outcome.DONE));
    }
    for (int i = 0; i < 3; i++) {
      pool.global().put(task("g", w -> Outcome.DONE));
    }
    run();
    List<Integer> global = new ArrayList<>();
    for (int i = 0; i < ran.size(); i++) {
      if (ran.get(i).startsWith("g")) {
        global.add(i);
      }
    }
    assertThat(global).containsExactly(0, 61, 122);
  }

  /** Section 4.1: stamp at the sample that first sees a tick, request 10 ms later, not before. */
  @Test
  void sysmonAsksForThePreemptionOfATickTenMillisecondsOld() {
    Sysmon sysmon = new Sysmon(pool);
    List<Boolean> asked = new ArrayList<>();
    Task[] self = new Task[1];
    self[0] =
        task(
            "hog",
            w -> {
              sysmon.retake(1_000_000);
              asked.add(w.mustLeave(self[0]));
              sysmon.retake(10_999_999);
              asked.add(w.mustLeave(self[0]));
              sysmon.retake(11_000_000);
              asked.add(w.mustLeave(self[0]));
              return Outcome.DONE;
            });
    proc.queue().put(self[0]);
    run();
    assertThat(asked).containsExactly(false, false, true);
  }

  @Test
  void aRequestIsLostWhenNoTaskIsCurrentAndDoesNotOutliveItsTurn() {
    assertThat(proc.preemptOne()).isFalse();
    List<Boolean> asked = new ArrayList<>();
    Task[] self = new Task[1];
    self[0] =
        task(
            "twice",
            w -> {
              asked.add(w.mustLeave(self[0]));
              assertThat(w.preemptOne()).isTrue();
              return asked.size() == 1 ? Outcome.YIELDED : Outcome.DONE;
            });
    proc.queue().put(self[0]);
    run();
    assertThat(asked).containsExactly(false, false);
  }

  @Test
  void aPreemptedTaskGoesToTheGlobalTailAndIsCounted() {
    boolean[] first = {true};
    proc.queue()
        .put(
            task(
                "hog",
                w -> {
                  boolean leave = first[0];
                  first[0] = false;
                  return leave ? Outcome.PREEMPTED : Outcome.DONE;
                }));
    proc.step();
    assertThat(pool.global().size()).isEqualTo(1);
    assertThat(pool.count(Counters.Kind.PREEMPTED_BACKGROUND)).isEqualTo(1);
    run();
    assertThat(ran).hasSize(2);
  }

  private void run() {
    while (proc.step()) {
      // until nothing is left
    }
  }

  private interface Body {
    Outcome run(P proc);
  }

  private Task task(String name, Body body) {
    return new Task(Task.Role.BACKGROUND) {
      @Override
      protected Outcome run(P proc) {
        ran.add(name + "@" + proc.schedtick());
        return body.run(proc);
      }
    };
  }
}
