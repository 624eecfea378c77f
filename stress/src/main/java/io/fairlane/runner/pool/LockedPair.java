package io.fairlane.runner.pool;

/**
 * Two tasks that ready each other by turns, the first locked to its thread: with one P and two Ms
 * every turn hands the P over. All that they write is plain, so a turn that does not see the one
 * before it, or runs beside it, loses a count.
 */
final class LockedPair {
  /** Turns of the locked task. */
  private static final int TURNS = 4;

  private final Meeting meeting;
  private final Player locked = new Player(true);
  private final Player other = new Player(false);
  private int turns;
  private boolean inside;
  private String wrong;

  LockedPair(Meeting meeting) {
    this.meeting = meeting;
  }

  Task first() {
    return locked;
  }

  String shown() {
    return wrong != null ? wrong : turns == 2 * TURNS - 1 ? "handed over" : "turn not seen";
  }

  private final class Player extends Task {
    private final boolean locks;
    private Thread home;

    Player(boolean locks) {
      super(Role.BACKGROUND);
      this.locks = locks;
    }

    @Override
    protected Outcome run(P p) {
      if (inside) {
        wrong = "two owners";
      }
      inside = true;
      if (home == null) {
        home = Thread.currentThread();
        if (locks) {
          p.lockThread(this);
        }
      } else if (Thread.currentThread() != home) {
        // The other one changes threads as little: the locked one's runs nothing else.
        wrong = "another thread";
      }
      turns++;
      inside = false;
      if (turns >= 2 * TURNS - 1 || wrong != null) {
        meeting.end();
        return Outcome.DONE;
      }
      p.ready(locks ? other : locked);
      return Outcome.PARKED;
    }
  }
}
