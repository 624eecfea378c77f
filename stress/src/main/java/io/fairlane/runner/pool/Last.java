package io.fairlane.runner.pool;

/** The task that somebody sleeps for: ends the meeting. */
final class Last extends Task {
  /** Plain on purpose: every way from thread to thread must publish it. */
  int written;

  private final Meeting meeting;
  private int read;

  /** Set before it is readied; null = no P to remember. */
  P ranOn;

  Last(Meeting meeting) {
    super(Role.BACKGROUND);
    this.meeting = meeting;
  }

  @Override
  protected Outcome run(P p) {
    read = written;
    meeting.end();
    return Outcome.DONE;
  }

  @Override
  P lastP() {
    return ranOn;
  }

  boolean sawWhatWasWritten() {
    return read == 1;
  }
}
