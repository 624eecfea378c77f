package io.fairlane.sim.study;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Primitive costs of the machine of section 14, from {@code section14-costs.csv}: the
 * specification's own figures for primitives with the range that it gives, each with its source. No
 * cost is taken from a figure that the study calls predicted.
 */
final class Section14Costs {
  private static final String EVERYWHERE = "any";

  private Section14Costs() {}

  /**
   * A row for a place ("2 Ps", "ids", ...) replaces the row of the same cost for any place.
   *
   * @param hour "" for the hour of section 14, else the place that names the others' costs
   */
  static Costs of(int ps, int cpus, String hour) {
    Set<String> here = Set.of(EVERYWHERE, ps > 1 ? "2 Ps" : "one P", "costs " + hour);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("runtime", "go");
    fields.put("host", "AMD EPYC guest of section 14, Go 1.19.8");
    fields.put("cpus", cpus);
    for (NamedCsvRecord row : SeenCell.rows("section14-costs.csv")) {
      String where = row.getField("where");
      if (here.contains(where) || here.contains("costs " + where)) {
        fields.put(
            row.getField("cost"),
            new Cost(
                number(row, "value"),
                number(row, "low"),
                number(row, "high"),
                "Go scheduler specification, section " + row.getField("source")));
      }
    }
    return Json.MAPPER.convertValue(fields, Costs.class);
  }

  private static double number(NamedCsvRecord row, String field) {
    return Double.parseDouble(row.getField(field));
  }
}
