package io.fairlane.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Json;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The documents that other programs read: keys, order, and null for what does not exist. */
class JsonContractTest {
  @Test
  void jsonIsTheContract() {
    JsonNode json =
        Json.MAPPER.readTree(Comparison.of(Runs.manifest(5, 20), Runs.seedTrials(20, 5)).json());
    assertThat(json.propertyNames()).containsExactly("cells", "summary", "beforehand");
    assertThat(json.get("beforehand").isNull()).as("nobody watched the speed").isTrue();
    assertThat(json.get("cells")).hasSize(3);
    JsonNode first = json.get("cells").get(0);
    assertThat(first.propertyNames())
        .containsExactly(
            "cell",
            "arm",
            "predicted",
            "predictedLow",
            "predictedHigh",
            "measured",
            "measuredLow",
            "measuredHigh",
            "error",
            "verdict");
    assertThat(first.get("cell").asString()).isEqualTo("seed/go");
    assertThat(first.get("error").asDouble())
        .isEqualTo(first.get("predicted").asDouble() / first.get("measured").asDouble() - 1);
    assertThat(json.get("summary").propertyNames())
        .containsExactly(
            "cells", "medianAbsError", "p90AbsError", "signAccuracy", "coverage95", "width95");
    assertThat(json.get("summary").get("signAccuracy").asDouble()).isEqualTo(1);
  }

  @Test
  void whatDoesNotExistIsNullInJson() {
    JsonNode cell =
        Json.MAPPER
            .readTree(Comparison.of(Runs.manifest(0, 1), Runs.seedTrials(1, 0)).json())
            .get("cells")
            .get(0);
    assertThat(cell.get("measured").isNull()).isTrue();
    assertThat(cell.get("predictedLow").isNull()).isTrue();
    assertThat(cell.get("error").isNull()).isTrue();
    assertThat(cell.get("verdict").asString()).isEqualTo("undecided");
  }

  @Test
  void simulateAndMeasureShareOneShape() {
    for (Trial.Kind kind : Trial.Kind.values()) {
      RunSummary summary =
          RunSummary.of(Runs.manifest(5, 20), Runs.seedTrials(20, 5), kind, Runtime.GO);
      JsonNode json = Json.MAPPER.readTree(summary.json());
      assertThat(json.propertyNames())
          .containsExactly(
              "scenario",
              "runtime",
              "arms",
              "speedup",
              "price",
              "varianceRatio",
              "seed",
              "manifest");
      assertThat(json.get("runtime").asString()).isEqualTo("go");
      assertThat(json.get("arms").propertyNames()).containsExactly("fair", "locked");
      assertThat(json.get("arms").get("fair").get("seconds").propertyNames())
          .containsExactly("n", "median", "p05", "p95", "samples");
      JsonNode locked = json.get("arms").get("locked");
      assertThat(locked.propertyNames())
          .containsExactly("seconds", "counters", "latency", "runQueueDelay");
      assertThat(locked.get("latency").propertyNames()).containsExactly("p50Ns", "p99Ns", "p999Ns");
      assertThat(locked.get("latency").get("p50Ns").isNull()).isTrue();
      assertThat(locked.get("runQueueDelay").propertyNames())
          .containsExactly("consumer", "producer");
      assertThat(json.get("speedup").get("locked").propertyNames())
          .containsExactly("ratio", "low", "high");
      assertThat(json.get("seed").asLong()).isEqualTo(42);
    }
  }
}
