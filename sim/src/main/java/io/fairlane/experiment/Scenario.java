package io.fairlane.experiment;

/**
 * The workload of an experiment: background tasks that compute and yield for ever, producers that
 * send on one channel, one consumer that receives. Values are validated where a scenario is read
 * ({@link ScenarioFiles}); the keys, units, ranges and defaults are in {@code defaults.yaml}.
 *
 * @param name used in file names and tables
 * @param processors number of Ps ({@code GOMAXPROCS}); total CPUs of every arm
 */
public record Scenario(
    String name,
    int processors,
    Background background,
    Producers producers,
    Channel channel,
    Consumer consumer) {

  /**
   * @param tasks how many
   * @param work loop iterations between two yields
   */
  public record Background(int tasks, long work) {}

  /**
   * @param tasks how many
   * @param work loop iterations before each send
   */
  public record Producers(int tasks, long work) {}

  /**
   * @param capacity slots; 0 = unbuffered
   */
  public record Channel(int capacity) {}

  /**
   * @param messages how many it receives before its clock stops
   * @param work loop iterations after each receive
   */
  public record Consumer(long messages, long work) {}
}
