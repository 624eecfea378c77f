package io.fairlane.experiment.sweep;

import io.fairlane.experiment.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a sweep: every n-th cell, so that parts take about as long as each other.
 *
 * @param number from 1
 * @param of how many parts
 */
public record Shard(int number, int of) {
  /** Not a part. */
  public static final Shard ALL = new Shard(1, 1);

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

  /**
   * @param text "3/8"
   * @throws Refusal (bad input) if it is not that
   */
  public static Shard of(String text) {
    Matcher match = TEXT.matcher(text);
    if (match.matches()) {
      Shard shard = new Shard(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
      if (shard.number >= 1 && shard.number <= shard.of) {
        return shard;
      }
    }
    throw Refusal.badInput(
        "--shard " + text + ": which part of how many, from 1/8 to 8/8 for eight");
  }

  public boolean holds(int cell) {
    return cell % of == number - 1;
  }

  /** How many of so many cells. */
  public int cells(int all) {
    return (all - number + of) / of;
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }
}
