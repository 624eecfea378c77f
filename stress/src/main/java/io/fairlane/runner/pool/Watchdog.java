package io.fairlane.runner.pool;

/**
 * Ends a meeting whose threads sleep for ever, and so turns a lost wake-up into an outcome. Static,
 * because the framework makes the states of a test and hands them nothing.
 */
final class Watchdog implements Runnable {
  private static final long LOOK_MILLIS = 100;

  /** Seen asleep so often in a row: far longer than a host takes a CPU away. */
  private static final int LOOKS = 20;

  private static volatile Meeting watched;

  static {
    Thread thread = new Thread(new Watchdog(), "watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  private Watchdog() {}

  static void watch(Meeting meeting) {
    watched = meeting;
  }

  @Override
  public void run() {
    Meeting last = null;
    int asleep = 0;
    while (true) {
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException end) {
        return;
      }
      Meeting now = watched;
      boolean stuck = now != null && now == last && !now.hasEnded() && now.isAsleep();
      asleep = stuck ? asleep + 1 : 0;
      if (asleep == LOOKS) {
        now.rescue();
      }
      last = now;
    }
  }
}
