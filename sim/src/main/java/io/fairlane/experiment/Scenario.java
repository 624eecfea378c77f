package io.fairlane.experiment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * The workload of an experiment: background tasks that compute and yield for ever, producers that
 * send on one channel, one consumer that receives. Values are validated where a scenario is read
 * ({@link ScenarioFiles}); the keys, units, ranges and defaults are in {@code defaults.yaml}.
 *
 * @param name used in file names and tables
 * @param processors number of Ps ({@code GOMAXPROCS}); total CPUs of every arm
 * @param timeSlice age in ms from which the scheduler asks a task to yield
 * @param wakeFromOutside where a task goes that a thread without a P makes runnable
 */
public record Scenario(
    String name,
    int processors,
    Background background,
    Producers producers,
    Channel channel,
    Consumer consumer,
    int timeSlice,
    WakeFromOutside wakeFromOutside) {

  /** Go's, and the default (ms). */
  public static final int USUAL_TIME_SLICE = 10;

  /** With the usual time slice, and woken as Go does. */
  public Scenario(
      String name,
      int processors,
      Background background,
      Producers producers,
      Channel channel,
      Consumer consumer) {
    this(
        name,
        processors,
        background,
        producers,
        channel,
        consumer,
        USUAL_TIME_SLICE,
        WakeFromOutside.GLOBAL);
  }

  /** The same but for its parts: the scheduler's own keys stay as they are. */
  public Scenario with(
      int otherProcessors,
      Background otherBackground,
      Producers otherProducers,
      Channel otherChannel,
      Consumer otherConsumer) {
    return new Scenario(
        name,
        otherProcessors,
        otherBackground,
        otherProducers,
        otherChannel,
        otherConsumer,
        timeSlice,
        wakeFromOutside);
  }

  /**
   * @param tasks how many
   * @param work loop iterations between two yields
   */
  public record Background(int tasks, Work work) {
    public Background(int tasks, long work) {
      this(tasks, Work.constant(work));
    }
  }

  /**
   * @param tasks how many
   * @param work loop iterations before each send
   * @param rate messages per second that they mean to send together; 0 = as fast as they can
   * @param arrivals gaps between the intended times of one producer, if there is a rate
   */
  public record Producers(int tasks, Work work, long rate, Arrivals arrivals) {
    public Producers(int tasks, long work) {
      this(tasks, Work.constant(work), 0, Arrivals.CONSTANT);
    }

    /** True if they keep a schedule. */
    public boolean paced() {
      return rate > 0;
    }
  }

  /**
   * @param capacity slots; 0 = unbuffered
   */
  public record Channel(int capacity) {}

  /**
   * @param messages how many it receives before its clock stops
   * @param work loop iterations after each receive
   * @param lockedBy who locks the thread in arm {@code locked}
   */
  public record Consumer(long messages, Work work, LockedBy lockedBy) {
    public Consumer(long messages, long work) {
      this(messages, Work.constant(work), LockedBy.SELF);
    }
  }

  /** How the intended times of a paced producer follow each other. */
  public enum Arrivals {
    CONSTANT,
    /** Without memory: a Poisson process. */
    EXPONENTIAL;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Where a task goes that is made runnable by a thread without a P: a consumer outside the run
   * queues that finds it parked on the channel.
   */
  public enum WakeFromOutside {
    /** To the tail of the global queue, as Go does it for lack of a runnext. */
    GLOBAL,
    /** To the tail of the ring of the P that it last ran on; an idle one is woken. */
    LAST_P;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Who calls {@code LockOSThread} in arm {@code locked}. */
  public enum LockedBy {
    /** The consumer. */
    SELF,
    /** The task that creates the consumer, just before; it then blocks, still locked. */
    PARENT;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
