package io.fairlane.analysis.explain;

import io.fairlane.analysis.compare.Figures;
import io.fairlane.analysis.compare.Lines;
import io.fairlane.analysis.compare.Wording;
import io.fairlane.analysis.stats.RatioEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The table of rules. */
final class RuleText {
  private static final int WIDTH = 80;

  private final StringBuilder text = new StringBuilder();
  private final Explanation.Subject subject;
  private final RuleStudy.Result result;

  private RuleText(Explanation.Subject subject, RuleStudy.Result result) {
    this.subject = subject;
    this.result = result;
  }

  static String of(Explanation.Subject subject, RuleStudy.Result result) {
    return new RuleText(subject, result).text();
  }

  private String text() {
    line(Wording.of(subject.scenario()));
    line(
        subject.runtime().label()
            + " "
            + subject.arm().label()
            + ", rules of "
            + subject.rules()
            + ": "
            + speedup(result.unchanged())
            + ", fair "
            + Figures.seconds(result.fairSeconds())
            + ", "
            + subject.arm().label()
            + " "
            + Figures.seconds(result.armSeconds())
            + " ("
            + result.replications()
            + " replications)");
    text.append('\n');
    table("switched off", true);
    text.append('\n');
    table("switched on, although no Go or not this one has it", false);
    for (RuleEffect effect : result.effects()) {
      if (!effect.speedup().present()) {
        line(effect.rule().label() + ": an arm starves, it has no end within any reasonable time");
      }
    }
    interactions();
    line(
        "share: part of ln(speedup) that is gone with the switch; negative: it grew. Times are"
            + " geometric means. Intervals are 95 %, from paired replications; of the rules that do"
            + " nothing, one in 20 is shown by chance.");
    return text.toString();
  }

  private void line(String sentence) {
    Lines.wrap(sentence, "  ", WIDTH).forEach(l -> text.append(l).append('\n'));
  }

  private void table(String heading, boolean on) {
    List<RuleEffect> all = result.effects().stream().filter(e -> e.rule().on() == on).toList();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(heading, "speedup", "share", "fair", subject.arm().label()));
    if (!on) {
      rows.set(0, List.of("switched on", "speedup", "share", "fair", subject.arm().label()));
    }
    for (RuleEffect effect : all) {
      if (effect.matters()) {
        rows.add(
            List.of(
                effect.rule().label(),
                effect.speedup().present() ? speedup(effect.speedup()) : "starves",
                Figures.percent(effect.share()),
                seconds(effect.fairSeconds()),
                seconds(effect.armSeconds())));
      }
    }
    if (rows.size() > 1) {
      Columns.align(rows, 1).forEach(l -> text.append(l).append('\n'));
    }
    String quiet =
        all.stream()
            .filter(e -> !e.matters())
            .map(e -> e.rule().label())
            .collect(Collectors.joining(", "));
    if (!quiet.isEmpty()) {
      line((on ? "" : "switched on, ") + "no effect beyond noise and 1 %: " + quiet);
    }
  }

  private static String seconds(double seconds) {
    return Double.isNaN(seconds) ? "no end" : Figures.seconds(seconds);
  }

  private static String speedup(RatioEstimate estimate) {
    return Figures.speedup(estimate.ratio(), estimate.low(), estimate.high());
  }

  private void interactions() {
    text.append('\n');
    if (result.interactions().isEmpty()) {
      line("no two of these rules interact beyond noise");
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("both off", "speedup", "over the product of one each"));
    for (Interaction pair : result.interactions()) {
      rows.add(
          List.of(
              pair.first() + " + " + pair.second(),
              Figures.speedup(pair.speedup().ratio()),
              speedup(pair.excess())));
    }
    Columns.align(rows, 2).forEach(l -> text.append(l).append('\n'));
  }
}
