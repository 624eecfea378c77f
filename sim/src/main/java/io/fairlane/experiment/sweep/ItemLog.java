package io.fairlane.experiment.sweep;

import io.fairlane.experiment.Reason;
import io.fairlane.experiment.Refusal;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code items.log}: one line for each finished item, in the order in which they finish. Only ever
 * appended to; a line without its end was cut off by a kill and gives way to the next. An item is
 * one line, so it is there whole or not at all. Of each, only its place in the file is in memory.
 *
 * <pre>
 *   item TAB row TAB row ... NEWLINE      one row for each arm, as in result.csv
 * </pre>
 */
public final class ItemLog implements AutoCloseable {
  /** A kill loses at most the items of this time; they are run again. */
  private static final long FLUSH_NANOS = 200_000_000L;

  private static final int FLUSH_BYTES = 1 << 20;

  private final Path file;
  private final RandomAccessFile open;
  private final RandomAccessFile lockFile;
  private final FilePieces pieces;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

  /** Where the item's line begins, plus one; 0 = not finished. */
  private final long[] places;

  private long end;
  private long flushed = System.nanoTime();
  private int finished;
  private boolean closed;

  private ItemLog(Path file, RandomAccessFile open, RandomAccessFile lockFile, int items) {
    this.file = file;
    this.open = open;
    this.pieces = new FilePieces(open);
    this.lockFile = lockFile;
    this.places = new long[items];
  }

  /**
   * Opens or makes the log; what is in it is kept.
   *
   * @param items how many there can be
   * @throws Refusal (host cannot) if it cannot be written, or if another process writes it; (bad
   *     input) if it is no log of this sweep
   */
  @SuppressWarnings("resource") // closed with the log
  public static ItemLog open(Path file, int items) {
    try {
      RandomAccessFile lockFile = new RandomAccessFile(file.resolveSibling("lock").toFile(), "rw");
      if (!locked(lockFile)) {
        lockFile.close();
        throw Refusal.hostCannot(
            file.getParent() + " is being filled by another process: let it end, or stop it");
      }
      ItemLog log = new ItemLog(file, new RandomAccessFile(file.toFile(), "rw"), lockFile, items);
      try {
        log.index();
      } catch (Refusal noLog) {
        log.closeFiles();
        throw noLog;
      }
      return log;
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  private static boolean locked(RandomAccessFile lockFile) throws IOException {
    try {
      FileLock lock = lockFile.getChannel().tryLock();
      return lock != null;
    } catch (OverlappingFileLockException ourselves) {
      return false;
    }
  }

  private void index() throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      long start = 0;
      long at = 0;
      long item = 0;
      boolean number = true;
      int digits = 0;
      for (int b = in.read(); b >= 0; b = in.read()) {
        at++;
        if (b == '\n') {
          place(number || digits == 0 ? -1 : item, start);
          digits = 0;
          start = at;
          item = 0;
          number = true;
        } else if (number && b == '\t') {
          number = false;
        } else if (number) {
          digits++;
          item = b >= '0' && b <= '9' && item < places.length ? 10 * item + b - '0' : places.length;
        }
      }
      end = start;
    }
    open.setLength(end);
  }

  private void place(long item, long start) {
    if (item < 0 || item >= places.length) {
      throw Refusal.badInput(
          file + ": at byte " + start + " is no item of this sweep; mend or delete that line");
    }
    if (places[(int) item] == 0) {
      places[(int) item] = start + 1;
      finished++;
    }
  }

  public synchronized boolean has(int item) {
    return places[item] != 0;
  }

  /** How many items are finished. */
  public synchronized int finished() {
    return finished;
  }

  /**
   * Adds a finished item; it is in the file after the next {@link #flushIfDue}. One that is there
   * is not added again, and after the end nothing is.
   *
   * @param rows one for each arm
   */
  public synchronized void append(int item, String rows) {
    if (closed || places[item] != 0) {
      return;
    }
    byte[] line = (item + "\t" + rows + "\n").getBytes(StandardCharsets.UTF_8);
    places[item] = end + pending.size() + 1;
    finished++;
    pending.writeBytes(line);
    if (pending.size() >= FLUSH_BYTES) {
      flush();
    }
    flushIfDue();
  }

  /** To be called several times a second, so that nothing finished waits long for the next item. */
  public synchronized void flushIfDue() {
    if (!closed && System.nanoTime() - flushed > FLUSH_NANOS) {
      flush();
    }
  }

  private void flush() {
    flushed = System.nanoTime();
    if (pending.size() == 0) {
      return;
    }
    try {
      open.seek(end);
      open.write(pending.toByteArray());
      end += pending.size();
      pending.reset();
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  /**
   * The rows of a finished item.
   *
   * @param item one that {@link #has}
   */
  public synchronized String[] rows(int item) {
    flush();
    try {
      String line = pieces.line(places[item] - 1);
      return line.substring(line.indexOf('\t') + 1).split("\t", -1);
    } catch (IOException e) {
      throw Refusal.hostCannot("cannot read " + file + " (" + Reason.of(e) + "): mend that");
    }
  }

  /** Everything is in the file, and the file is on disk. */
  public synchronized void sync() {
    flush();
    try {
      open.getFD().sync();
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    try {
      sync();
    } finally {
      closed = true;
      closeFiles();
    }
  }

  private void closeFiles() {
    try {
      open.close();
      lockFile.close();
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  private static Refusal notWritten(Path file, IOException e) {
    return Refusal.hostCannot(
        "cannot write "
            + file
            + " ("
            + Reason.of(e)
            + "): mend that, then repeat the command; finished items are kept");
  }
}
