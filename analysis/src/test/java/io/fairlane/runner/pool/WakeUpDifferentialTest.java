package io.fairlane.runner.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.sim.gpm.Durations;
import io.fairlane.sim.gpm.G;
import io.fairlane.sim.gpm.Observer;
import io.fairlane.sim.gpm.Rule;
import io.fairlane.sim.gpm.Rules;
import io.fairlane.sim.gpm.Simulation;
import io.fairlane.sim.program.Program;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Model and pool side by side: one P, a crowd, a sender on a channel without slots, and a consumer
 * outside that takes a message in the middle of a turn. Both run the same tasks in the same order,
 * by either rule of where the sender goes.
 */
class WakeUpDifferentialTest {
  private static final long TURN_NANOS = 10_000;
  private static final int EXECUTIONS = 4_000;

  /** Longer than a lap, and ends in mid-turn: the sender always waits for the consumer. */
  private static final long CONSUMER_NANOS = 11_005_000;

  @ParameterizedTest
  @CsvSource({"30,false", "30,true", "300,false", "300,true", "1000,false", "1000,true"})
  void theSameTasksInTheSameOrder(int crowd, boolean toLastP) {
    List<String> predicted = predicted(crowd, toLastP);
    assertThat(predicted).hasSize(EXECUTIONS).contains("sender");
    assertThat(executed(crowd, toLastP)).isEqualTo(predicted);
  }

  private static List<String> predicted(int crowd, boolean toLastP) {
    List<String> order = new ArrayList<>();
    Observer observer =
        new Observer() {
          @Override
          public void executed(
              long at, G g, io.fairlane.sim.gpm.P p, int thread, long tick, boolean inherited) {
            if (!g.program().name().equals("main") && order.size() < EXECUTIONS) {
              order.add(g.program().name());
            }
          }
        };
    Program hog = Program.named("hog").body().spend(TURN_NANOS).yield().forEver();
    Program sender = Program.named("sender").body().send(0).forEver();
    Program main =
        Program.named("main").spawn(hog, crowd).spawn(sender, 1).startLane().block().build();
    // one iteration takes a nanosecond, everything else takes none
    Program lane =
        Program.named("lane")
            .startClock()
            .body()
            .receive(0)
            .compute(CONSUMER_NANOS)
            .times(1_000)
            .build();
    Rules rules = toLastP ? Rules.POOL.with(Rule.OUTSIDE_TO_LAST_P) : Rules.POOL;
    Durations free =
        new Durations(
            2,
            1_000,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            10_000_000_000L,
            0,
            0,
            0,
            0,
            0,
            0);
    Simulation.of(main, rules.without(Rule.SLICE_PREEMPTION), free)
        .channels(0)
        .lane(lane)
        .observer(observer)
        .build()
        .runUntil(EXECUTIONS * TURN_NANOS * 1_000);
    return order;
  }

  private static List<String> executed(int crowd, boolean toLastP) {
    List<String> order = new ArrayList<>();
    Pool pool = new Pool(1, 0, new PoolRules(PoolRules.USUAL.sliceNanos(), toLastP));
    Channel channel = new Channel(pool, 0);
    Outside outside = new Outside(channel);
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < crowd; i++) {
      tasks.add(new Hog(outside, order));
    }
    tasks.add(new ProducerTask(0, 16, WorkDraws.constant(0), channel));
    pool.readyFromOutside(new Main(tasks));
    P p = pool.ps().get(0);
    assertThat(p.step()).isTrue();
    while (order.size() < EXECUTIONS) {
      int hogs = order.size();
      assertThat(p.step()).isTrue();
      if (order.size() == hogs) {
        order.add("sender");
      }
    }
    return order;
  }

  /** The consumer's thread, by the clock of the crowd's turns. */
  private static final class Outside {
    private final Channel channel;
    private long now;
    private long free;

    Outside(Channel channel) {
      this.channel = channel;
    }

    /** A turn passes; the consumer takes a message in it if it can. */
    void turn() {
      if (free < now + TURN_NANOS && channel.poll() != null) {
        free = Math.max(free, now) + CONSUMER_NANOS;
      }
      now += TURN_NANOS;
    }
  }

  private static final class Hog extends Task {
    private final Outside outside;
    private final List<String> order;

    Hog(Outside outside, List<String> order) {
      super(Role.BACKGROUND);
      this.outside = outside;
      this.order = order;
    }

    @Override
    protected Outcome run(P p) {
      order.add("hog");
      outside.turn();
      return Outcome.YIELDED;
    }
  }

  private static final class Main extends Task {
    private final List<Task> tasks;

    Main(List<Task> tasks) {
      super(Role.MAIN);
      this.tasks = tasks;
    }

    @Override
    protected Outcome run(P p) {
      tasks.forEach(p::spawn);
      return Outcome.PARKED;
    }
  }
}
