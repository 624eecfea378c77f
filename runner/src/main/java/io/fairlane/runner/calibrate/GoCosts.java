package io.fairlane.runner.calibrate;

import io.fairlane.experiment.CitedGrowth;
import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Runtime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * From the figures of the Go calibration program (resources of {@code io.fairlane.runner.go},
 * {@code calibrate/*.go}) to {@link Costs}. How the compound figures decompose:
 *
 * <ul>
 *   <li>{@code send_ready}, a send that completes a parked receiver = send + <b>complete</b> +
 *       <b>ready</b>, split where goready checks for a request ({@link #BEFORE_CHECK})
 *   <li>{@code pair}, a message between two goroutines on one P, unbuffered = send + receive +
 *       complete + ready + <b>park</b> + <b>resume</b> (per two messages each side completes its
 *       partner once and parks once), so a model that charges these six reproduces it; both are
 *       measured on one P while the other CPUs idle, and scaled by <b>lone</b>; {@code
 *       switch_share} of the pair is on the scheduler's own stack, and that is park
 *   <li>{@code locked_pair}, the same with a locked receiver = pair + one <b>hand-off</b> (per two
 *       messages the P leaves the receiver's thread once and returns to it once)
 *   <li>{@code locked_send_long}, from a send to the locked receiver running = send + complete +
 *       ready + park + one hand-off to a thread that slept
 *   <li>{@code wake}, from {@code go} to running on an idle P's thread = <b>wake</b> + steal
 *   <li>{@code wake_runnext}, the same if only runnext holds it = wake + steal + <b>back-off</b>
 *   <li>{@code send_among_k}, {@code receive_among_k}, an operation while k Ps are at the channel
 *       ({@link ChannelCrowd}): <b>growth</b>
 *   <li>{@code signal_sent}, from the request to a computing goroutine's interrupt, + {@code
 *       signal_taken}, from there to the next one running but for a schedule round =
 *       <b>preemptSignal</b>
 * </ul>
 */
final class GoCosts {
  private static final String SPEC = "Go scheduler specification, section ";

  /**
   * Share of an operation with goready that comes before goready's check: 49 of 172 requests taken
   * at B = 0 were taken there (spec 4.2; its 95 % interval). Seen on go1.19; a CPU profile of the
   * same program by go1.26 says 0.33.
   */
  private static final Cost BEFORE_CHECK = new Cost(0.28, 0.22, 0.36, SPEC + "4.2");

  /**
   * Share of an unbuffered pair's time on the scheduler's stack, where no profile could be taken.
   */
  private static final Cost ON_SCHEDULER =
      new Cost(0.385, 0.36, 0.41, "CPU profile of the pair by go1.26.8: 2,998 samples");

  private final GoFigures figures;

  GoCosts(Rounds seen, String go) {
    this.figures = new GoFigures(seen, go);
  }

  Costs costs(String host, int cpus) {
    Cost busy = handoffBusy();
    return new Costs(
        Runtime.GO,
        host,
        cpus,
        figures.needed("iteration", "counting loop, every P computing"),
        figures.needed("yield", "Gosched among 20,000 goroutines, every P"),
        figures.needed("send", "filling a channel of 100,000, others computing"),
        figures.needed("receive", "draining a channel of 100,000, others computing"),
        GoFigures.or(
            contended("send_rate", "sender against a receiver on another P"), this::sendAlone),
        GoFigures.or(
            contended("receive_rate", "receiver against a sender on another P"),
            this::receiveAlone),
        GoFigures.or(
            new ChannelCrowd(figures).growth("send"),
            () -> CitedGrowth.ofSend(Runtime.GO, noCrowd(cpus))),
        GoFigures.or(
            new ChannelCrowd(figures).growth("receive"),
            () -> CitedGrowth.ofReceive(Runtime.GO, noCrowd(cpus))),
        complete(),
        figures.derived(
            "send that completes a parked receiver, less send and complete",
            List.of("send_ready", "lone_send"),
            r -> r.get("send_ready") - r.get("lone_send") - complete(r, BEFORE_CHECK.value())),
        park(),
        resume(),
        figures.needed("spawn", "a spawn loop's first 4 ms, median batch, fresh process"),
        GoFigures.or(
            figures.ofParts(
                "go to running on an idle P's thread, less steal",
                List.of("wake", "steal"),
                r -> r.get("wake") - r.get("steal")),
            () -> Cost.cited(50_000, SPEC + "9: futex wake, other core idle, virtual machine")),
        busy,
        GoFigures.or(
            figures.ofParts(
                "locked unbuffered message, 1 P, a CPU idle, less the unlocked one",
                List.of("locked_pair_idle", "pair"),
                r -> r.get("locked_pair_idle") - r.get("pair")),
            () -> noIdleCpu(busy)),
        GoFigures.or(
            figures.ofParts(
                "send to locked receiver running, 1 P, thread slept 0.2-2 ms",
                List.of("locked_send_long", "pair", "receive"),
                r -> r.get("locked_send_long") - (r.get("pair") - r.get("receive"))),
            () -> noIdleCpu(busy)),
        GoFigures.or(
            figures.measured("steal", "pause of a thief before a batch, less the pause within"),
            () -> Cost.cited(500, SPEC + "9: steal from ring 0.1-1 us")),
        GoFigures.or(
            figures.ofParts(
                "go (runnext only) to running on the thief, less the same from the ring",
                List.of("wake_runnext", "wake"),
                r -> r.get("wake_runnext") - r.get("wake")),
            () -> Cost.cited(55_000, SPEC + "9: steal of runnext")),
        figures.needed("sysmon_period", "half of a hog's slice, two hogs a P" + spreadOfSlices()),
        GoFigures.or(
            figures.measured("sysmon_slack", "nanosleep of 20 us, less 20 us"),
            () -> Cost.cited(60_000, SPEC + "9: nanosleep")),
        GoFigures.or(
            figures.measured("visible", "a thread that slept 10 ms reads who runs, asks, is seen"),
            () -> Cost.cited(330, SPEC + "4.2: fit of the share of lost requests")),
        GoFigures.or(
            preemptSignal(), () -> Cost.cited(5_000, SPEC + "9: signal preemption 2-10 us")),
        GoFigures.or(
            figures.measured("sched_lock", "time per Gosched of Ps that do nothing else"),
            () -> Cost.cited(0, "one CPU: never contended")),
        figures.needed("turn_sd", "sd of ln(turn of 100,000), above twice the median left out"),
        figures.needed(
            "channel_sd", "1.48 MAD of ln(a fill, a drain of 100,000), the mean of both"),
        GoFigures.or(
            figures
                .asSeen()
                .of(
                    figures.source(
                        "counting loop while the other CPUs idle, over every P computing"),
                    List.of("lone_iteration", "iteration"),
                    r -> r.get("lone_iteration") / r.get("iteration")),
            () -> GoFigures.missing("lone_iteration")));
  }

  private Cost complete() {
    double[] at =
        DoubleStream.of(BEFORE_CHECK.value(), BEFORE_CHECK.low(), BEFORE_CHECK.high())
            .map(
                share ->
                    figures
                        .derived("", List.of("send_ready", "lone_send"), r -> complete(r, share))
                        .value())
            .toArray();
    return new Cost(
        at[0],
        at[1],
        at[2],
        figures.elasticity("send_ready"),
        figures.source("28 % of send_ready (spec 4.2), less send"));
  }

  private Cost onScheduler() {
    return figures.measured("switch_share", "CPU profile of the pair").orElse(ON_SCHEDULER);
  }

  /** What of a pair's time is spent below {@code mcall}: park_m, schedule, execute. */
  private Cost park() {
    Cost share = onScheduler();
    return between(at(share.low(), share), at(share.value(), share), at(share.high(), share));
  }

  private Cost at(double share, Cost told) {
    return figures.derived(
        "unbuffered message on one P, its part on the scheduler's stack ("
            + Math.round(100 * told.value())
            + " %, "
            + told.source()
            + ")",
        List.of("pair", "send_ready", "lone_receive"),
        r -> Math.min(share * r.get("pair"), rest(r)));
  }

  private Cost resume() {
    Cost share = onScheduler();
    return between(after(share.high()), after(share.value()), after(share.low()));
  }

  /** What of a message is neither an operation nor goready. */
  private static double rest(Map<String, Double> round) {
    return round.get("pair") - round.get("send_ready") - round.get("lone_receive");
  }

  private Cost after(double share) {
    return figures.derived(
        "unbuffered message on one P, less send, receive, complete, ready and park",
        List.of("pair", "send_ready", "lone_receive"),
        r -> Math.max(0, rest(r) - share * r.get("pair")));
  }

  /** The middle one, as uncertain as the outer two together. */
  private static Cost between(Cost low, Cost middle, Cost high) {
    return new Cost(middle.value(), low.low(), high.high(), middle.elasticity(), middle.source());
  }

  private static double complete(Map<String, Double> round, double share) {
    return Math.max(0, share * round.get("send_ready") - round.get("lone_send"));
  }

  /**
   * The hand-off of a consumer that blocks and is woken: the waker's thread goes on, then sleeps. A
   * locked Gosched is two hand-offs of another kind (each thread sleeps at once); it is named
   * beside it as a check.
   */
  private Cost handoffBusy() {
    String check =
        figures
            .rounds()
            .of("", List.of("locked_yield_busy"), r -> r.get("locked_yield_busy") / 2)
            .map(c -> String.format(" (half of a locked Gosched: %.0f ns)", c.value()))
            .orElse("");
    return figures.derived(
        "locked unbuffered message, other CPUs computing, less the unlocked one" + check,
        List.of("locked_pair_busy", "pair"),
        r -> r.get("locked_pair_busy") - r.get("pair"));
  }

  /**
   * A sum of medians: few rounds have both parts, and a drift between two parts that are added does
   * less than one between two that are subtracted. The interval's ends are added, too.
   */
  private Optional<Cost> preemptSignal() {
    Optional<Cost> sent = figures.measured("signal_sent", "request to a hog's interrupt");
    Optional<Cost> taken =
        figures
            .rounds()
            .of("signal_taken", "from there to the next hog, less a Gosched")
            .map(cost -> cost.withElasticity(figures.elasticity("signal_taken")));
    return sent.flatMap(s -> taken.map(t -> sum(s, t)));
  }

  private static Cost sum(Cost a, Cost b) {
    double value = a.value() + b.value();
    return new Cost(
        value,
        a.low() + b.low(),
        a.high() + b.high(),
        value > 0 ? (a.value() * a.elasticity() + b.value() * b.elasticity()) / value : 0,
        a.source() + ", and " + b.source());
  }

  /**
   * Nothing is fed with it: the model's slices differ because the slack of sysmon's sleeps does.
   */
  private String spreadOfSlices() {
    return figures
        .rounds()
        .of("slice_sd", "")
        .map(
            sd ->
                String.format(
                    Locale.ROOT,
                    " (slices differ by a relative sd of %.4f [%.4f, %.4f])",
                    sd.value(),
                    sd.low(),
                    sd.high()))
        .orElse("");
  }

  /** Time per operation of one side, from its rate while both sides were at it. */
  private Optional<Cost> contended(String rate, String what) {
    return figures
        .rounds()
        .of(figures.source(what), List.of("send_rate", "receive_rate"), r -> 1 / r.get(rate))
        .map(cost -> cost.withElasticity(-figures.elasticity(rate)));
  }

  private Cost sendAlone() {
    return figures.needed("send", "one CPU: never contended, as uncontended");
  }

  private Cost receiveAlone() {
    return figures.needed("receive", "one CPU: never contended, as uncontended");
  }

  private static String noCrowd(int cpus) {
    return switch (cpus) {
      case 1 -> "one CPU";
      case 2 -> "two CPUs";
      default -> "no three CPUs at once";
    };
  }

  private static Cost noIdleCpu(Cost busy) {
    return new Cost(
        busy.value(),
        busy.low(),
        busy.high(),
        busy.elasticity(),
        "one CPU, never idle: as busy; " + busy.source());
  }
}
