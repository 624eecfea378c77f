package io.fairlane.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The host columns of {@link Proof}. Runs made before there was any have none of them. */
final class ProofColumns {
  private ProofColumns() {}

  /** By name, in order. */
  static Map<String, Function<Proof, Object>> all() {
    Map<String, Function<Proof, Object>> columns = new LinkedHashMap<>();
    columns.put("host_pressure_some", p -> p.pressure().some());
    columns.put("host_pressure_full", p -> p.pressure().full());
    columns.put("host_safepoint_s", Proof::safepointSeconds);
    columns.put("host_turns_min", p -> p.crowd().fewestTurns());
    columns.put("host_turns_max", p -> p.crowd().mostTurns());
    columns.put("host_jain", p -> p.crowd().jain());
    columns.put("host_lap_p50_ns", p -> p.crowd().lapP50Ns());
    columns.put("host_lap_p99_ns", p -> p.crowd().lapP99Ns());
    columns.put("host_gomaxprocs", p -> p.go().gomaxprocs());
    columns.put("host_go_threads", p -> p.go().threads());
    columns.put("host_sched_latency_p50_ns", p -> p.go().latencyP50Ns());
    columns.put("host_sched_latency_p99_ns", p -> p.go().latencyP99Ns());
    columns.put("host_others_share", Proof::othersShare);
    columns.put("host_warm_up_s", p -> p.steadiness().warmUpSeconds());
    columns.put("host_steady_after_s", p -> p.steadiness().steadyAfterSeconds());
    columns.put("host_rate_changes", p -> p.steadiness().rateChanges());
    columns.put("host_iteration_ns", p -> p.speed().iterationNs());
    columns.put("host_iteration_fast_ns", p -> p.speed().fastNs());
    columns.put("host_iteration_slow_ns", p -> p.speed().slowNs());
    columns.put("host_speed_samples", p -> p.speed().samples());
    columns.put("host_iteration_cpus_ns", p -> joined(p.speed().cpusNs()));
    columns.put("host_iteration_error", p -> p.speed().error());
    columns.put("host_iteration_cpus_error", p -> joined(p.speed().cpusError()));
    return columns;
  }

  /**
   * @param text value of a column by its name; null = absent, or no such column
   */
  static Proof read(Function<String, String> text) {
    return new Proof(
        new Proof.Pressure(
            number(text.apply("host_pressure_some")), number(text.apply("host_pressure_full"))),
        number(text.apply("host_safepoint_s")),
        new Proof.Crowd(
            whole(text.apply("host_turns_min")),
            whole(text.apply("host_turns_max")),
            number(text.apply("host_jain")),
            number(text.apply("host_lap_p50_ns")),
            number(text.apply("host_lap_p99_ns"))),
        new Proof.GoScheduler(
            whole(text.apply("host_gomaxprocs")),
            whole(text.apply("host_go_threads")),
            number(text.apply("host_sched_latency_p50_ns")),
            number(text.apply("host_sched_latency_p99_ns"))),
        number(text.apply("host_others_share")),
        new Proof.Steadiness(
            number(text.apply("host_warm_up_s")),
            number(text.apply("host_steady_after_s")),
            whole(text.apply("host_rate_changes"))),
        new Proof.Speed(
            number(text.apply("host_iteration_ns")),
            number(text.apply("host_iteration_fast_ns")),
            number(text.apply("host_iteration_slow_ns")),
            whole(text.apply("host_speed_samples")),
            list(text.apply("host_iteration_cpus_ns")),
            number(text.apply("host_iteration_error")),
            list(text.apply("host_iteration_cpus_error"))));
  }

  private static String joined(List<Double> values) {
    return values == null
        ? null
        : values.stream().map(String::valueOf).collect(Collectors.joining("|"));
  }

  private static List<Double> list(String text) {
    return text == null ? null : Arrays.stream(text.split("\\|")).map(Double::valueOf).toList();
  }

  private static Long whole(String text) {
    return text == null ? null : Long.valueOf(text);
  }

  private static Double number(String text) {
    return text == null ? null : Double.valueOf(text);
  }
}
