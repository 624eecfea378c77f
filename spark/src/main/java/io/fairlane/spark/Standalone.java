package io.fairlane.spark;

import io.fairlane.experiment.Reason;
import io.fairlane.experiment.Refusal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A standalone master, asked before Spark asks it: Spark itself tries for a minute, and tells of it
 * in stack traces. What is behind another scheme may take minutes to start a driver, and is left to
 * Spark.
 */
final class Standalone {
  static final String SCHEME = "spark://";

  /** For a host that drops packets instead of refusing them. */
  private static final int CONNECT_MILLIS = 5_000;

  /** A master registers an application at once, even if it has no worker yet. */
  static final Duration START = Duration.ofSeconds(45);

  private Standalone() {}

  /**
   * @param master of that scheme
   * @throws Refusal (host cannot) if nobody listens at any of its addresses
   */
  static void requireListening(String master) {
    List<String> failures = new ArrayList<>();
    for (InetSocketAddress named : addresses(master)) {
      InetSocketAddress address = new InetSocketAddress(named.getHostString(), named.getPort());
      try (Socket probe = new Socket()) {
        if (address.isUnresolved()) {
          throw new IOException("unknown host");
        }
        probe.connect(address, CONNECT_MILLIS);
        return;
      } catch (IOException e) {
        failures.add(named.getHostString() + ":" + named.getPort() + ": " + Reason.of(e));
      }
    }
    throw Refusal.hostCannot(
        "--master "
            + master
            + ": no master answers ("
            + String.join("; ", failures)
            + "): start it, or see to name and port; 7077 is usual");
  }

  /**
   * @param master spark://host:port, or several after commas, one of which leads
   * @return not looked up
   * @throws Refusal (bad input) if that is not its form
   */
  static List<InetSocketAddress> addresses(String master) {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String each : master.substring(SCHEME.length()).split(",", -1)) {
      int colon = each.lastIndexOf(':');
      try {
        addresses.add(
            InetSocketAddress.createUnresolved(
                requireHost(each.substring(0, Math.max(0, colon))),
                Integer.parseInt(each.substring(colon + 1))));
      } catch (IllegalArgumentException e) {
        throw Refusal.badInput(
            "--master " + master + ": spark://host:port, as in spark://host:7077");
      }
    }
    return addresses;
  }

  private static String requireHost(String host) {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("no host");
    }
    return host;
  }

  /**
   * @throws Exception what the start threw, or that it takes too long: something listens there and
   *     is no master of this Spark
   */
  static <T> T withinTime(Duration time, Callable<T> start) throws Exception {
    CompletableFuture<T> started = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("spark-start")
        .start(
            () -> {
              try {
                started.complete(start.call());
              } catch (Throwable failure) {
                started.completeExceptionally(failure);
              }
            });
    try {
      return started.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "what listens there did not take the application within " + time.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
