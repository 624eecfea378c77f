package io.fairlane.runner.pool;

/** A task that knows which it is, and does nothing. */
class Marked extends Task {
  final int id;

  /** Plain on purpose: what carries the task from one thread to another must publish it. */
  int written;

  Marked(int id) {
    super(Role.BACKGROUND);
    this.id = id;
  }

  @Override
  protected Outcome run(P p) {
    return Outcome.DONE;
  }
}
