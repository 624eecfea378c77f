package io.fairlane.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.compare.Comparison;
import io.fairlane.analysis.compare.Headline;
import io.fairlane.analysis.compare.Runs;
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
    return Report.html(Comparison.of(run), run);
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
