package io.fairlane.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code costs.json}: the {@link Costs} of one or more runtimes, keyed by the runtime's label. */
public final class CostsFile {
  private CostsFile() {}

  public static String text(Map<Runtime, Costs> costs) {
    Map<String, Costs> labelled = new LinkedHashMap<>();
    costs.forEach((runtime, measured) -> labelled.put(runtime.label(), measured));
    return Json.write(labelled) + "\n";
  }

  /**
   * @throws Refusal (bad input) if the file is missing or is not a costs file
   */
  public static Map<Runtime, Costs> read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw Refusal.badInput(
          "no costs file " + file + ": make one with 'fairlane calibrate -o " + file + "'");
    }
    Map<Runtime, Costs> costs = new EnumMap<>(Runtime.class);
    for (Map.Entry<String, JsonNode> entry :
        Json.read(file.toString(), text, JsonNode.class).properties()) {
      Runtime runtime = Runtime.of(entry.getKey());
      costs.put(
          runtime,
          Json.read(file.toString(), completed(runtime, entry.getValue()).toString(), Costs.class));
    }
    return costs;
  }

  /** Calibrations of before these were told apart from the others stay readable. */
  private static JsonNode completed(Runtime runtime, JsonNode costs) {
    if (costs instanceof ObjectNode fields && fields.has("ready")) {
      for (JsonNode field : fields) {
        if (field instanceof ObjectNode cost && cost.has("value")) {
          cost.putIfAbsent("elasticity", Json.MAPPER.valueToTree(0.0));
        }
      }
      fields.putIfAbsent("complete", tree(Cost.cited(0, "not told apart: within ready")));
      fields.putIfAbsent("resume", tree(Cost.cited(0, "not told apart: within park")));
      fields.putIfAbsent("lone", tree(Cost.cited(1, "not told apart")));
      fields.putIfAbsent("sendGrowth", tree(CitedGrowth.ofSend(runtime, "not measured")));
      fields.putIfAbsent("receiveGrowth", tree(CitedGrowth.ofReceive(runtime, "not measured")));
    }
    return costs;
  }

  private static JsonNode tree(Cost cost) {
    return Json.MAPPER.valueToTree(cost);
  }
}
