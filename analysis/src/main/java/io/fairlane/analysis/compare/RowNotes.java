package io.fairlane.analysis.compare;

import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a reader must know to judge a row: what is missing, too little, stopped or disturbed. */
final class RowNotes {
  private RowNotes() {}

  static List<String> of(List<Trial> trials, Runtime runtime, Arm arm, RatioEstimate measured) {
    List<Trial> cell =
        trials.stream()
            .filter(t -> t.runtime() == runtime && (t.arm() == arm || t.arm() == Arm.FAIR))
            .toList();
    List<String> notes = new ArrayList<>();
    for (Trial.Kind kind : Trial.Kind.values()) {
      boolean baseline = has(cell, kind, Arm.FAIR);
      boolean own = has(cell, kind, arm);
      if (!baseline && !own) {
        notes.add("not " + kind.label());
      } else if (!baseline || !own) {
        notes.add("no " + kind.label() + " trial of the " + (own ? "fair" : arm.label()) + " arm");
      }
    }
    if (measured.present() && measured.n() < RatioEstimate.MIN_TRIALS) {
      notes.add(
          "n = "
              + measured.n()
              + ": an interval needs "
              + RatioEstimate.MIN_TRIALS
              + " or more trials of each arm");
    }
    List<Trial> real = cell.stream().filter(t -> t.kind() == Trial.Kind.MEASURED).toList();
    count(
        notes, real, t -> t.verdict() == Trial.Verdict.TIMEBOXED, "stopped by the clock: as rates");
    count(notes, real, t -> t.verdict() == Trial.Verdict.NOISY, "disturbed by the host: kept");
    count(notes, real, t -> t.verdict() == Trial.Verdict.UNFAIR, "unfair to the background: kept");
    count(notes, cell, t -> t.messages() == 0, "got no message through: left out");
    return List.copyOf(notes);
  }

  private static boolean has(List<Trial> cell, Trial.Kind kind, Arm arm) {
    return cell.stream().anyMatch(t -> t.kind() == kind && t.arm() == arm && t.messages() > 0);
  }

  private static void count(
      List<String> notes, List<Trial> trials, Predicate<Trial> which, String what) {
    long found = trials.stream().filter(which).count();
    if (found > 0) {
      notes.add(found + " of " + trials.size() + " trials " + what);
    }
  }
}
