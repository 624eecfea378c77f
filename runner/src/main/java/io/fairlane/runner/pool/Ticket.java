package io.fairlane.runner.pool;

/**
 * A message: whose and which. Immutable and preallocated: a producer sends the tickets of its own
 * block round and round, so that sending makes no garbage and no ticket is ever written while
 * somebody may read it.
 *
 * @param producer index of the sender
 * @param number place in the sender's block; message i carries ticket i modulo the block's length
 */
record Ticket(int producer, int number) {
  /** Power of two, small enough for all blocks together to stay in a few MiB. */
  static int blockLength(int producers) {
    int length = 1024;
    while (length > 16 && (long) length * producers > 1 << 18) {
      length /= 2;
    }
    return length;
  }

  static Ticket[] block(int producer, int length) {
    Ticket[] block = new Ticket[length];
    for (int i = 0; i < length; i++) {
      block[i] = new Ticket(producer, i);
    }
    return block;
  }
}
