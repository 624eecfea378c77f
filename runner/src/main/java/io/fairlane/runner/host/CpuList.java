package io.fairlane.runner.host;

import java.util.BitSet;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Numbers of CPUs in the kernel's list format, short enough for a line. */
final class CpuList {
  /** A line with two lists and a reason should stay near 100 characters. */
  private static final int MOST_CHARACTERS = 24;

  private CpuList() {}

  /** "0-3,8"; a list too long to be read is cut: "0,2,4,...,62 (32)". */
  static String text(BitSet numbers) {
    StringBuilder text = new StringBuilder();
    for (int from = numbers.nextSetBit(0); from >= 0; ) {
      int end = numbers.nextClearBit(from);
      text.append(text.isEmpty() ? "" : ",").append(from);
      text.append(end == from + 1 ? "" : "-" + (end - 1));
      from = numbers.nextSetBit(end);
    }
    if (text.length() <= MOST_CHARACTERS) {
      return text.toString();
    }
    String start =
        numbers.stream().limit(3).mapToObj(String::valueOf).collect(Collectors.joining(","));
    return start + ",...," + (numbers.length() - 1) + " (" + numbers.cardinality() + ")";
  }

  static <T> String text(List<T> things, ToIntFunction<T> number) {
    BitSet numbers = new BitSet();
    things.forEach(thing -> numbers.set(number.applyAsInt(thing)));
    return text(numbers);
  }
}
