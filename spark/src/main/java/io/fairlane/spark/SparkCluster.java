package io.fairlane.spark;

import io.fairlane.experiment.Refusal;
import io.fairlane.sim.sweep.ClusterEngine;
import io.fairlane.sim.sweep.SweepEngine;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/** Connects to Spark: one's own threads, a standalone cluster, or whatever spark-submit set up. */
public final class SparkCluster implements ClusterEngine {
  private static final Pattern MASTER =
      Pattern.compile(
          "local(\\[([0-9]+|\\*)(,[0-9]+)?\\])?|local-cluster\\[.*\\]|spark://.+|k8s://.+|yarn");
  private static final String OPTIONS = "spark.executor.extraJavaOptions";

  /** What the model needs in an executor besides Spark; Spark has no versions of these. */
  private static final List<String> MODEL =
      List.of("fairlane-sim", "fairlane-spark", "HdrHistogram", "commons-rng-");

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public void check(String master) {
    String chosen = configured(master).get("spark.master");
    if (!MASTER.matcher(chosen).matches()) {
      throw Refusal.badInput(
          "--master "
              + chosen
              + ": one of local[2], local[*], spark://host:7077, yarn, k8s://https://host:port");
    }
    if (chosen.startsWith(Standalone.SCHEME)) {
      Standalone.addresses(chosen);
    }
  }

  private static SparkConf configured(String master) {
    SparkConf conf = new SparkConf(true);
    if (master != null) {
      conf.setMaster(master);
    } else {
      conf.setIfMissing("spark.master", "local[*]");
    }
    return conf;
  }

  @Override
  public SweepEngine open(String master, Consumer<String> remarks) {
    SparkConf conf = configured(master);
    conf.setIfMissing("spark.app.name", "fairlane sweep");
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    // An executor that is lost is no fault of the sweep; its items are run elsewhere.
    conf.setIfMissing("spark.task.maxFailures", "8");
    String chosen = conf.get("spark.master");
    if (!conf.contains("spark.jars") && !chosen.startsWith("local")) {
      conf.set("spark.jars", jars());
    }
    conf.setIfMissing(OPTIONS, "-XX:+UseSerialGC");
    boolean standalone = chosen.startsWith(Standalone.SCHEME);
    if (standalone) {
      Standalone.requireListening(chosen);
    }
    Callable<SparkContext> start = () -> SparkContext.getOrCreate(conf);
    try {
      SparkContext context =
          standalone ? Standalone.withinTime(Standalone.START, start) : start.call();
      context.setLogLevel("ERROR");
      if (context.isStopped()) {
        throw new IllegalStateException("no master answers");
      }
      return new SparkEngine(
          context,
          new Patience(chosen.startsWith("local") ? line -> {} : remarks, System::nanoTime));
      // SparkException is checked, and Scala throws it without a word.
    } catch (Exception failure) {
      throw Refusal.hostCannot(
          "--master " + chosen + ": Spark does not start there (" + reason(failure) + ")");
    }
  }

  private static String jars() {
    return String.join(
        ",",
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(
                entry ->
                    MODEL.stream().anyMatch(name -> new File(entry).getName().startsWith(name)))
            .toList());
  }

  /** What the deepest cause that has words says. */
  static String reason(Throwable failure) {
    String says = failure.getClass().getSimpleName();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      says = cause.getMessage() == null ? says : cause.getMessage();
    }
    return says.lines().findFirst().orElse("");
  }
}
