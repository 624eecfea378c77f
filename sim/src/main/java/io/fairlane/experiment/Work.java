package io.fairlane.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How long a piece of computing is. In files a constant is a plain number, anything else a mapping
 * of what it needs: {@code {mean: 100000, distribution: lognormal, cv: 0.5}}.
 *
 * @param mean loop iterations
 * @param shape {@code cv} of a lognormal, {@code alpha} of a Pareto distribution; else 0
 */
public record Work(long mean, Distribution distribution, double shape) {
  public static Work constant(long iterations) {
    return new Work(iterations, Distribution.CONSTANT, 0);
  }

  public boolean isConstant() {
    return distribution == Distribution.CONSTANT || mean == 0;
  }

  @JsonValue
  Object toJson() {
    if (distribution == Distribution.CONSTANT) {
      return mean;
    }
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("mean", mean);
    parts.put("distribution", distribution.label());
    if (shapeName() != null) {
      parts.put(shapeName(), shape);
    }
    return parts;
  }

  private String shapeName() {
    return switch (distribution) {
      case LOGNORMAL -> "cv";
      case PARETO -> "alpha";
      case CONSTANT, EXPONENTIAL -> null;
    };
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Work ofJson(Object json) {
    if (json instanceof Number iterations) {
      return constant(iterations.longValue());
    }
    if (json instanceof Map<?, ?> parts
        && parts.get("mean") instanceof Number mean
        && parts.get("distribution") instanceof String name) {
      Distribution distribution = Distribution.valueOf(name.toUpperCase(Locale.ROOT));
      Work known = new Work(mean.longValue(), distribution, 0);
      return known.shapeName() == null || !(parts.get(known.shapeName()) instanceof Number shape)
          ? known
          : new Work(mean.longValue(), distribution, shape.doubleValue());
    }
    throw new IllegalArgumentException("neither a number nor a distribution: " + json);
  }
}
