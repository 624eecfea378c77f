package io.fairlane.experiment.sweep;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A Latin hypercube (McKay, Beckman and Conover 1979): each range is cut into as many equal pieces
 * as there are points, and each piece is met once.
 */
final class Hypercube {
  private Hypercube() {}

  /**
   * @param seed of the sweep; a key's values depend on it and on the key, not on the other keys
   */
  static Axis draw(List<Levels> levels, int points, long seed) {
    List<List<String>> columns =
        levels.stream().map(level -> column(level, points, random(seed, level.key()))).toList();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      int row = i;
      rows.add(columns.stream().map(column -> column.get(row)).toList());
    }
    return new Axis(levels.stream().map(Levels::key).toList(), rows);
  }

  private static List<String> column(Levels level, int points, UniformRandomProvider random) {
    int[] pieces = new int[points];
    for (int i = 0; i < points; i++) { // Fisher and Yates, inside out
      int j = random.nextInt(i + 1);
      pieces[i] = pieces[j];
      pieces[j] = i;
    }
    List<String> column = new ArrayList<>();
    for (int piece : pieces) {
      column.add(level.at((piece + random.nextDouble()) / points));
    }
    return column;
  }

  private static UniformRandomProvider random(long seed, String key) {
    CRC32 name = new CRC32();
    name.update(key.getBytes(StandardCharsets.UTF_8));
    return RandomSource.XO_SHI_RO_256_PP.create(new long[] {seed, name.getValue(), 1, 2});
  }
}
