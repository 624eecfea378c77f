package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.ArmComparison;
import io.fairlane.analysis.compare.ArmSide;
import io.fairlane.analysis.compare.Comparison;
import io.fairlane.analysis.compare.Headline;
import io.fairlane.analysis.compare.Wording;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Json;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code report.html}: one file, nothing loaded from elsewhere, the answer first. */
public final class Report {
  private final Markup page = new Markup();
  private final Comparison comparison;
  private final Manifest manifest;
  private final Map<Runtime, Costs> costs;

  private final CloserLook look;

  private Report(Comparison comparison, RunDirectory run, CloserLook look) {
    this.look = look;
    this.comparison = comparison;
    this.manifest = run.manifest();
    this.costs = run.costs();
  }

  /** The page as text. */
  public static String html(Comparison comparison, RunDirectory run) {
    return new Report(comparison, run, null).html();
  }

  /**
   * Compares, and writes {@code comparison.json} and {@code report.html}.
   *
   * @return the report's file
   * @throws io.fairlane.experiment.Refusal (bad input) if the directory holds no finished trial
   */
  public static Path write(RunDirectory run) {
    return write(run, Comparison.of(run), null);
  }

  /**
   * The same, with a closer look at one lane.
   *
   * @param look null for none
   */
  public static Path write(RunDirectory run, Comparison comparison, CloserLook look) {
    run.replace("comparison.json", comparison.json());
    return run.replace("report.html", new Report(comparison, run, look).html());
  }

  private String html() {
    Page.begin(page, "Fairlane: " + comparison.scenario().name());
    head();
    page.open("main");
    new Sections(page, comparison, manifest, costs, look).write();
    page.close("main");
    return Page.end(page, embedded());
  }

  private void head() {
    page.open("header")
        .text("p", "Fairlane · " + Wording.of(comparison.scenario()), "class", "eyebrow")
        .text("h1", Headline.of(comparison) + ".");
    page.open("ul", "class", "findings");
    for (ArmComparison row : comparison.rows()) {
      page.open("li", "class", row.verdict().label())
          .text("span", Wording.of(row))
          .raw(" ")
          .text("span", Wording.priceOf(row), "class", "soft")
          .close("li");
    }
    page.close("ul").raw(Page.NAVIGATION).close("header");
  }

  private record Embedded(
      Manifest manifest, Object comparison, List<ArmSide> arms, Map<Runtime, Costs> costs) {}

  private String embedded() {
    Object document = Json.MAPPER.readTree(comparison.json());
    return Json.write(new Embedded(manifest, document, comparison.arms(), costs));
  }
}
