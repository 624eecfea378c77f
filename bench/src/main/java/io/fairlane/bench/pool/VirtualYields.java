package io.fairlane.bench.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Virtual threads that count and yield: prints yields a second. Arguments: threads, seconds. The
 * JVM's options fix the number of carrier threads.
 */
public final class VirtualYields {
  private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);

  private VirtualYields() {}

  public static void main(String[] arguments) throws InterruptedException {
    int threads = Integer.parseInt(arguments[0]);
    double seconds = Double.parseDouble(arguments[1]);
    long[] counts = new long[threads];
    for (int i = 0; i < threads; i++) {
      int mine = i;
      Thread.ofVirtual().start(() -> yieldForEver(counts, mine));
    }
    Thread.sleep(2_000); // until all have begun and the loop is compiled
    long before = sum(counts);
    long start = System.nanoTime();
    Thread.sleep((long) (seconds * 1e3));
    long yields = sum(counts) - before;
    System.out.println(yields / ((System.nanoTime() - start) / 1e9));
    System.exit(0);
  }

  private static void yieldForEver(long[] counts, int mine) {
    while (true) {
      COUNTS.setOpaque(counts, mine, counts[mine] + 1);
      Thread.yield();
    }
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += (long) COUNTS.getOpaque(counts, i);
    }
    return sum;
  }
}
