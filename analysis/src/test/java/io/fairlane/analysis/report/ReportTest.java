package io.fairlane.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.compare.Comparison;
import io.fairlane.analysis.compare.Headline;
import io.fairlane.analysis.compare.Runs;
import io.fairlane.analysis.compare.StudyErrors;
import io.fairlane.analysis.explain.RuleEffect;
import io.fairlane.analysis.explain.RuleStudy;
import io.fairlane.analysis.explain.Switch;
import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Json;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;

class ReportTest {
  @TempDir Path parent;

  @ParameterizedTest
  @CsvSource({"20, 5", "20, 2", "20, 1", "20, 0", "1, 1", "0, 5", "200, 30"})
  void isWellFormedWhateverIsMissing(int replications, int trials) throws Exception {
    RunDirectory run = Runs.seed(parent, replications, trials);
    String html = Files.readString(Report.write(run));
    Document page = parse(html);
    assertThat(ids(page)).doesNotHaveDuplicates();
    assertThat(html).doesNotContain("NaN", "null x", "Infinity");
    assertThat(run.path().resolve("comparison.json")).exists();
  }

  @Test
  void loadsNothing() {
    String html = seed();
    assertThat(html)
        .doesNotContain("http://", "https://", "@import", "url(", "<link", "<img", "src=");
    assertThat(Pattern.compile("<script(?! type=\"application/json\")").matcher(html).find())
        .isFalse();
  }

  @Test
  void holdsEverySection() throws Exception {
    Document page = parse(seed());
    assertThat(ids(page))
        .contains(
            "effect",
            "agreement",
            "seconds",
            "price",
            "regimes",
            "coverage",
            "counts",
            "costs",
            "host",
            "reproduce",
            "data");
    String text = page.getDocumentElement().getTextContent();
    assertThat(text)
        .contains("In a lane of its own the consumer is")
        .contains("go locked", "pool dedicated", "pool pinned")
        .contains("fairlane demo --seed 42", "AMD EPYC 7B13", "absent")
        .contains("handoff idle long", "runtime/proc.go, sysmon");
  }

  @Test
  void everySectionHasALinkAndEveryLinkASection() throws Exception {
    Document page = parse(seed());
    List<String> links =
        elements(page, "a").stream().map(a -> a.getAttribute("href").substring(1)).toList();
    assertThat(links)
        .containsExactlyElementsOf(
            elements(page, "h2").stream().map(h -> h.getAttribute("id")).toList());
  }

  @Test
  void aWildIntervalIsCutWithAnArrowAndSaysSo() {
    assertThat(seed()).doesNotContain("An arrow:");
    List<Trial> trials = new ArrayList<>();
    for (Trial.Kind kind : Trial.Kind.values()) {
      for (int rep = 0; rep < 3; rep++) {
        double wild = kind == Trial.Kind.MEASURED ? Math.pow(40, rep) : 1 + 0.01 * rep;
        trials.add(Runs.trial(kind, Runtime.GO, Arm.FAIR, rep, 5 * wild, 1L));
        trials.add(Runs.trial(kind, Runtime.GO, Arm.LOCKED, rep, 1 / wild, 1L));
      }
    }
    RunDirectory run = RunDirectory.create(parent, Runs.manifest(3, 3), Instant.EPOCH);
    run.append(trials);
    assertThat(Report.html(Comparison.of(run), run))
        .contains("An arrow: the interval goes on beyond the axis (1 of 1 points")
        .contains("class=\"measured tip\"");
  }

  @Test
  void aCloserLookShowsRulesAndSchedules() throws Exception {
    RunDirectory run = Runs.seed(parent, 20, 5);
    Comparison comparison = Comparison.of(run);
    RuleEffect starves =
        new RuleEffect(
            new Switch("stealing", "idle threads steal", true),
            RatioEstimate.absent(),
            RatioEstimate.absent(),
            Double.NaN,
            9,
            Double.NaN);
    RatioEstimate unchanged = new RatioEstimate(8, 7, 9, 3, RatioEstimate.Method.PAIRED_T);
    RuleStudy.Result rules = new RuleStudy.Result(unchanged, 9, 1, 3, List.of(starves), List.of());
    String drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>t</title></svg>";
    CloserLook look = new CloserLook("go locked", comparison, rules, drawing, null);
    String html = Files.readString(Report.write(run, comparison, look));
    assertThat(ids(parse(html))).contains("rules", "timeline").doesNotHaveDuplicates();
    assertThat(html)
        .contains("starves", "no end", "idle threads steal", "fairlane report --trace")
        .doesNotContain("http://", "NaN", "In real Go, traced");
    html =
        Files.readString(
            Report.write(
                run, comparison, new CloserLook("go locked", comparison, null, null, drawing)));
    assertThat(html).contains("In real Go, traced", "--explain").doesNotContain("In the model");
    parse(html);
  }

  @Test
  void canBeReadWithoutSeeing() throws Exception {
    Document page = parse(seed());
    for (Element svg : elements(page, "svg")) {
      assertThat(svg.getAttribute("role")).isEqualTo("img");
      assertThat(elements(svg, "title")).hasSize(1);
      assertThat(elements(svg, "desc").getFirst().getTextContent()).isNotBlank();
    }
    for (Element heading : elements(page, "th")) {
      assertThat(heading.getAttribute("scope")).isIn("row", "col");
    }
    assertThat(elements(page, "figure"))
        .allSatisfy(figure -> assertThat(elements(figure, "figcaption")).hasSize(1));
    assertThat(elements(page, "h1")).hasSize(1);
  }

  @Test
  void embedsItsData() throws Exception {
    Document page = parse(seed());
    Element data =
        elements(page, "script").stream()
            .filter(script -> script.getAttribute("id").equals("data"))
            .findFirst()
            .orElseThrow();
    JsonNode json = Json.MAPPER.readTree(data.getTextContent());
    assertThat(json.get("comparison").get("cells")).hasSize(3);
    assertThat(json.get("arms")).hasSize(10);
    assertThat(json.get("manifest").get("seed").asLong()).isEqualTo(42);
  }

  @Test
  void saysSoWhenTheLaneIsSlower() {
    assertThat(headline(3)).startsWith("In a lane of its own the consumer is slower: 0.03");
    assertThat(headline(0.1))
        .isEqualTo("A lane of its own makes no difference to the consumer: 1.00x");
    assertThat(headline(0.01)).isEqualTo("In a lane of its own the consumer is 10.0x as fast");
  }

  @Test
  void onlyTheFairArm() throws Exception {
    RunDirectory run = RunDirectory.create(parent, Runs.manifest(3, 0), Instant.EPOCH);
    run.append(Runs.trial(Trial.Kind.MEASURED, Runtime.GO, Arm.FAIR, 0, 8, null));
    String html = Files.readString(Report.write(run));
    parse(html);
    assertThat(html).contains("nothing to compare it with", "No costs were recorded");
  }

  @Test
  void whatTheUserTypedIsEscaped() {
    assertThat(Markup.escape("<a href=\"x\">&")).isEqualTo("&lt;a href=&quot;x&quot;&gt;&amp;");
    assertThat(new Markup().verbatim("code", "--seed -5 <b>").toString())
        .isEqualTo("<code>--seed -5 &lt;b&gt;</code>");
    assertThat(Markup.typeset("-6 %, 2026-11-23")).isEqualTo("\u22126\u00a0%, 2026-11-23");
  }

  private static String headline(double lockedSeconds) {
    List<Trial> trials = new ArrayList<>();
    trials.add(Runs.trial(Trial.Kind.MEASURED, Runtime.GO, Arm.FAIR, 0, 0.1, 1L));
    trials.add(Runs.trial(Trial.Kind.MEASURED, Runtime.GO, Arm.LOCKED, 0, lockedSeconds, 1L));
    return Headline.of(Comparison.of(Runs.manifest(1, 0), trials));
  }

  private String seed() {
    RunDirectory run = Runs.seed(parent, 20, 5);
    StudyErrors none = new StudyErrors(List.of());
    return Report.html(Comparison.of(run.manifest(), run.trials(), none), run);
  }

  private static Document parse(String html) throws Exception {
    String xml = html.replaceFirst("<!DOCTYPE html>\n", "");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static List<String> ids(Document page) {
    return elements(page, "*").stream()
        .map(element -> element.getAttribute("id"))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  private static List<Element> elements(Document page, String tag) {
    return list(page.getElementsByTagName(tag));
  }

  private static List<Element> elements(Element parent, String tag) {
    return list(parent.getElementsByTagName(tag));
  }

  private static List<Element> list(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
