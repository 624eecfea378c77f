package io.fairlane.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The drawing is XML, has the lanes, and says what it shows. */
class TimelineSvgTest {
  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<String> texts(Document svg) {
    NodeList nodes = svg.getElementsByTagName("text");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  @Test
  void aPanelForEachArmWithALaneForEachP() throws Exception {
    long seed = Traced.preempting();
    TracedRun fair = TracedRun.of(Traced.small(Arm.FAIR, seed), false);
    TracedRun dedicated = TracedRun.of(Traced.small(Arm.DEDICATED, seed), true);
    Window window = Window.around(fair.firstPreemption().orElseThrow());
    String svg =
        TimelineSvg.of(
            "a < b & c",
            List.of(
                fair.record("fair", window, TracedRun.LIMIT),
                dedicated.record("dedicated", window, TracedRun.LIMIT)));
    Document document = parsed(svg);
    assertThat(document.getDocumentElement().getAttribute("viewBox")).startsWith("0 0 960 ");
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("a < b & c");
    List<String> texts = texts(document);
    assertThat(texts).containsSubsequence("fair", "P0", "P1", "dedicated", "P0", "own thread");
    assertThat(texts).contains("consumer", "producers", "background", "preempted");
    assertThat(texts.stream().filter("P1"::equals)).hasSize(1);
    assertThat(texts).anyMatch(text -> text.contains("consumer preempted: behind "));
    assertThat(svg).contains("prefers-color-scheme:dark").doesNotContain("http://www.w3.org/1999");
    assertThat(svg.length()).isLessThan(100_000);
  }

  @Test
  void whereTurnsAreTooShortToSeeTheirSharesAreDrawnAndTheFileStaysSmall() throws Exception {
    String svg = TimelineSvg.of("short turns", List.of(Traced.idling(Arm.FAIR, 0, 5)));
    assertThat(texts(parsed(svg))).contains("P0", "P1");
    assertThat(svg.length()).isLessThan(300_000);
  }
}
