package io.fairlane.experiment.sweep;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads lines from anywhere in a file that only grows. The pieces read last are kept: items finish
 * nearly in their order, so the lines of a sorted result lie close to each other.
 */
final class FilePieces {
  private static final int PIECE = 1 << 16;

  /** 1 MiB in all: more than lies between the items that a cluster's tasks finish together. */
  private static final int KEPT = 16;

  private final RandomAccessFile file;
  private final Map<Long, byte[]> kept =
      new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
          return size() > KEPT;
        }
      };

  FilePieces(RandomAccessFile file) {
    this.file = file;
  }

  /**
   * @param start byte at which a line begins
   * @return the line without its end
   * @throws IOException if the file cannot be read, or ends within the line
   */
  String line(long start) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int at = (int) (start % PIECE);
    for (long number = start / PIECE; ; number++, at = 0) {
      byte[] piece = piece(number, at);
      for (int i = at; i < piece.length; i++) {
        if (piece[i] == '\n') {
          line.write(piece, at, i - at);
          return line.toString(StandardCharsets.UTF_8);
        }
      }
      if (piece.length < PIECE) {
        throw new IOException("cut off");
      }
      line.write(piece, at, piece.length - at);
    }
  }

  /** The last piece of the file is shorter, and is read again when the file may have grown. */
  private byte[] piece(long number, int at) throws IOException {
    byte[] piece = kept.get(number);
    if (piece == null || piece.length < PIECE && piece.length < lengthNow(number)) {
      piece = new byte[lengthNow(number)];
      file.seek(number * PIECE);
      file.readFully(piece);
      kept.put(number, piece);
    }
    if (at > piece.length) {
      throw new IOException("cut off");
    }
    return piece;
  }

  private int lengthNow(long number) throws IOException {
    return Math.clamp(file.length() - number * PIECE, 0, PIECE);
  }
}
