package io.fairlane.runner.pool;

/** A task that knows which it is and where it ran last. */
final class Mailed extends Marked {
  private final P ranOn;

  Mailed(int id, P ranOn) {
    super(id);
    this.ranOn = ranOn;
  }

  @Override
  P lastP() {
    return ranOn;
  }
}
