package io.fairlane.analysis.cli;

import io.fairlane.experiment.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One line at the bottom of a terminal that says what is being done, how far it is and how long it
 * will yet take. Writes nothing where there is no terminal.
 *
 * <pre>
 *   measuring 3/5 pool pinned   42 %   about 1 min 10 s left
 * </pre>
 */
final class ProgressLine implements Progress {
  /** A faster reader does not exist; a slower one would see jumps. */
  private static final long REDRAW_NANOS = 100_000_000L;

  /** Before this share is done, an estimate would be a guess. */
  private static final double FIRST_ESTIMATE = 0.02;

  /** From this share on the pace so far says more than what was expected before. */
  private static final double OWN_PACE = 0.2;

  private static final String ERASE_LINE = "\r\033[2K";

  private static final int UNKNOWN_WIDTH = 80;

  private final PrintStream out;
  private final boolean terminal;
  private final int columns;
  private final LongSupplier nanoTime;

  private String what = "";
  private double share;
  private double startShare;
  private long start;

  /** When the step will be over; {@code Long.MAX_VALUE} while that is not known. */
  private long end = Long.MAX_VALUE;

  /** What the whole of the next step, or of this one, is expected to take; 0 = nobody said. */
  private double nextNanos;

  private double expectedNanos;

  private long drawn;
  private boolean visible;

  ProgressLine(PrintStream out, boolean terminal, int columns, LongSupplier nanoTime) {
    this.out = out;
    this.terminal = terminal;
    // a terminal that does not know its size says 0
    this.columns = columns > 1 ? columns : UNKNOWN_WIDTH;
    this.nanoTime = nanoTime;
  }

  /**
   * How long the step that comes next will take by an estimate made before it: the time left is
   * known from its first instant, and moves over to the pace that is seen.
   *
   * @param seconds of all of it, what is done already included
   */
  synchronized void expect(double seconds) {
    nextNanos = seconds * 1e9;
  }

  @Override
  public synchronized void at(String what, double done, double total) {
    if (!terminal) {
      return;
    }
    long now = nanoTime.getAsLong();
    double newShare = total > 0 ? Math.min(1, done / total) : 0;
    if (!step(what).equals(step(this.what)) || newShare < share) {
      start = now;
      startShare = newShare;
      expectedNanos = nextNanos;
      nextNanos = 0;
      end = expectedNanos > 0 ? now + (long) (expectedNanos * (1 - newShare)) : Long.MAX_VALUE;
    } else if (newShare > share && newShare - startShare >= FIRST_ESTIMATE) {
      end = now + (long) (wholeNanos(now, newShare - startShare) * (1 - newShare));
    }
    this.what = what;
    share = newShare;
    if (!visible || share == 1 || now - drawn >= REDRAW_NANOS) {
      draw(now);
    }
  }

  /** Of the whole step, by its pace so far and by what was expected. */
  private double wholeNanos(long now, double done) {
    double paced = (now - start) / done;
    double weight = expectedNanos > 0 ? Math.min(1, done / OWN_PACE) : 1;
    return weight * paced + (1 - weight) * expectedNanos;
  }

  /** "measuring 3/5 go fair" and "measuring 4/5 pool pinned" are one step. */
  private static String step(String what) {
    return what.split(" ", 2)[0];
  }

  /** Called about once a second, so that the time left goes on during a long trial. */
  synchronized void tick() {
    if (visible) {
      draw(nanoTime.getAsLong());
    }
  }

  private void draw(long now) {
    drawn = now;
    visible = true;
    String left =
        share == 1 || end == Long.MAX_VALUE
            ? ""
            : "   about " + duration(Math.max(0, end - now) / 1e9) + " left";
    String line = String.format(Locale.ROOT, "%s   %.0f %%%s", what, 100 * share, left);
    out.print(ERASE_LINE + line.substring(0, Math.min(line.length(), columns - 1)));
    out.flush();
  }

  /** Takes the line away, so that something else can be written. */
  synchronized void clear() {
    if (visible) {
      out.print(ERASE_LINE);
      out.flush();
      visible = false;
    }
  }

  static String duration(double seconds) {
    long whole = Math.max(1, Math.round(seconds));
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return whole / 60 + " min" + (whole % 60 == 0 ? "" : " " + whole % 60 + " s");
    }
    return whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }
}
