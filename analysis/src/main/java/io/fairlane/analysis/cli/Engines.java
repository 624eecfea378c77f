package io.fairlane.analysis.cli;

import io.fairlane.experiment.Refusal;
import io.fairlane.sim.sweep.ClusterEngine;
import io.fairlane.sim.sweep.SweepEngine;
import io.fairlane.sim.sweep.ThreadEngine;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** The engines that a sweep can run on. */
final class Engines {
  /** An engine that could be had; starting it may yet fail, and takes seconds. */
  @FunctionalInterface
  interface Chosen {
    /**
     * @throws Refusal (host cannot) if it does not answer
     */
    SweepEngine start();
  }

  private static final String LOCAL = "local";
  private static final String SPARK = "spark";

  private Engines() {}

  /**
   * @param name "local" or "spark"
   * @param threads of the local engine; null = one for each CPU
   * @param master of a cluster; null if none was named
   * @return not started, so that what is wrong with the files is said first
   * @throws Refusal (bad input) if there is no such engine, or the options do not go with it; (host
   *     cannot) if it is not on the class path
   */
  static Chosen choose(String name, Integer threads, String master, Consumer<String> remarks) {
    if (name.equals(LOCAL)) {
      if (master != null) {
        throw Refusal.badInput("--master " + master + ": goes with --engine spark");
      }
      int all = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
      Usage.atLeast("--threads", all, 1);
      return () -> new ThreadEngine(all);
    }
    if (!name.equals(SPARK)) {
      throw Refusal.badInput("--engine " + name + ": one of " + LOCAL + ", " + SPARK);
    }
    if (threads != null) {
      throw Refusal.badInput(
          "--threads goes with --engine local; Spark's are in --master local[2]");
    }
    ClusterEngine cluster = spark();
    cluster.check(master);
    return () -> cluster.open(master, remarks);
  }

  private static ClusterEngine spark() {
    try {
      Class.forName("org.apache.spark.SparkContext", false, Engines.class.getClassLoader());
      for (ClusterEngine engine : ServiceLoader.load(ClusterEngine.class)) {
        if (engine.name().equals(SPARK)) {
          return engine;
        }
      }
    } catch (ClassNotFoundException | ServiceConfigurationError absent) {
      throw notThere();
    }
    throw notThere();
  }

  private static Refusal notThere() {
    return Refusal.hostCannot(
        "--engine spark: Spark is not on the class path: run 'spark/build' once (see sim/README.md,"
            + " 'Sweeps'), or leave --engine out");
  }
}
