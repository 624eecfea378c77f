package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.Figures;
import io.fairlane.analysis.explain.Explanation;
import io.fairlane.analysis.explain.RuleEffect;
import io.fairlane.analysis.explain.RuleStudy;
import java.util.List;
import java.util.stream.Collectors;

/** Why the lane is as fast as it is: the rules that make it so, and the schedule itself. */
final class CloserSections {
  private final Markup page;
  private final CloserLook look;

  CloserSections(Markup page, CloserLook look) {
    this.page = page;
    this.look = look;
  }

  void write() {
    if (look.hasTimeline()) {
      timeline();
    }
    page.text("h2", "Which rules it comes from: " + look.title(), "id", "rules");
    if (look.rules() == null) {
      page.text(
          "p",
          "Not asked here: fairlane report --explain switches the scheduler's rules one by one.");
    } else {
      rules(look.rules());
    }
  }

  private void rules(RuleStudy.Result result) {
    List<RuleEffect> shown = result.effects().stream().filter(RuleEffect::matters).toList();
    page.text(
        "p",
        "In the model the speedup is "
            + Figures.speedup(
                result.unchanged().ratio(), result.unchanged().low(), result.unchanged().high())
            + " ("
            + result.replications()
            + " replications). "
            + (shown.isEmpty()
                ? "No single rule of the scheduler moves it by more than noise and 1 %."
                : "With one rule of the scheduler switched it is:"));
    if (!shown.isEmpty()) {
      List<SpeedupPlot.Row> rows =
          Explanation.bars(result).stream()
              .map(b -> new SpeedupPlot.Row(b.name(), b.speedup(), b.low(), b.high()))
              .toList();
      Page.figure(
          page,
          "",
          width -> SpeedupPlot.inPage("rule", "Speedup with one rule switched", rows, width),
          "Speedup against fair, log scale, 95 % intervals from paired replications. - : the rule"
              + " switched off; + : a rule that this scheduler does not have, switched on. Dashed:"
              + " the rules as they are.");
      page.raw(table(shown));
    }
    page.text(
        "p",
        "Share: the part of ln(speedup) that is gone with the switch; negative: it grew."
            + quiet(result)
            + " Where the answer flips as the scenario changes: fairlane explain.",
        "class",
        "soft");
  }

  private static String table(List<RuleEffect> effects) {
    Table table =
        new Table("One rule switched", "<rule", "<in words", "speedup", "share", "fair", "lane");
    for (RuleEffect effect : effects) {
      table
          .head((effect.rule().on() ? "- " : "+ ") + effect.rule().label())
          .prose(effect.rule().meaning());
      if (effect.speedup().present()) {
        table.ratio(effect.speedup().ratio(), effect.speedup().low(), effect.speedup().high());
      } else {
        table.cell("starves");
      }
      table
          .cell(Figures.percent(effect.share()))
          .cell(seconds(effect.fairSeconds()))
          .cell(seconds(effect.armSeconds()))
          .end();
    }
    return table.done();
  }

  private static String seconds(double seconds) {
    return Double.isNaN(seconds) ? "no end" : Figures.seconds(seconds);
  }

  private static String quiet(RuleStudy.Result result) {
    String names =
        result.effects().stream()
            .filter(effect -> effect.rule().on() && !effect.matters())
            .map(effect -> effect.rule().label())
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : " Switched off without effect: " + names + ".";
  }

  private void timeline() {
    page.text("h2", "What the scheduler did: " + look.title(), "id", "timeline");
    if (look.inModel() != null) {
      page.text("h3", "In the model");
      drawing(look.inModel(), "The model's schedule");
    }
    if (look.inReality() != null) {
      page.text("h3", "In real Go, traced");
      drawing(look.inReality(), "The schedule of a real run");
    }
    page.text(
        "p",
        "20 ms of the consumer's clock around the first time when fairness costs the consumer its"
            + " place, fair above and the lane at the same time below."
            + (look.inReality() == null
                ? " A real run of Go beside it: fairlane report --trace (Go >= 1.23, on the host of"
                    + " the run)."
                : " Go's own tracer saw the real run; it costs some 0.1 us an event and does not"
                    + " tell queues' lengths."),
        "class",
        "soft");
  }

  private void drawing(String svg, String name) {
    page.open("figure", "class", "plot broad")
        .open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", name)
        // in a page the name space is known, and nothing may look like an address
        .raw(svg.replace(" xmlns=\"http://www.w3.org/2000/svg\"", ""))
        .close("div")
        .close("figure");
  }
}
