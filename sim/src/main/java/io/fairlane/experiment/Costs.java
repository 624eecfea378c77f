package io.fairlane.experiment;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The primitive costs that the model is fed, one field per mechanism. Measured by microbenchmarks
 * of the primitives or cited from a source; never fitted to the runs that are predicted. Unit:
 * nanoseconds, but for the two jitters, which are relative standard deviations, and the two growths
 * and lone, which are ratios.
 *
 * @param runtime whose primitives these are
 * @param host fingerprint of the machine they were measured on ("CPU model, n CPUs, kernel")
 * @param cpus CPUs that the measured process could use; decides which hand-offs find a busy CPU
 * @param iteration one iteration of the counting loop that {@code work} keys count
 * @param yield {@code Gosched}: to the global tail, one {@code schedule} round, next task running;
 *     the loop around it included
 * @param send one uncontended buffered send with its loop
 * @param receive one uncontended buffered receive with its loop
 * @param sendContended one send while another CPU works on the same channel
 * @param receiveContended one receive while another CPU works on the same channel
 * @param sendGrowth by how much a contended send gets dearer for each CPU at work on the channel
 *     beyond the second, relative to that with two; 0.5 where a saturated lock serves in turn: with
 *     k CPUs an operation takes k/2 of what it takes with two
 * @param receiveGrowth the same of a contended receive
 * @param complete what an operation that completes a parked partner takes more than one on the
 *     buffer up to {@code goready}; zero where it is within ready
 * @param ready {@code goready}: added to the operation that completes a parked partner
 * @param park {@code gopark} and the {@code schedule} round up to {@code execute} of the task in
 *     runnext: no task is there that a preemption could name
 * @param resume from {@code execute} to the end of the operation in which that task had parked: a
 *     preemption names it and is seen at its next check; zero where it is within park
 * @param spawn {@code newproc} of one task in a spawn loop
 * @param wake an idle M with an idle P: from the wake-up call to looking for work
 * @param handoffBusy {@code startm}/{@code startlockedm} to a sleeping thread when every CPU is
 *     busy: from futex wake to running ({@code t_h})
 * @param handoffIdle the same when a CPU idles and the thread slept for less than 50 us
 * @param handoffIdleLong the same when a CPU idles and the thread slept for longer
 * @param steal {@code runqsteal} of half a ring, look included
 * @param stealRunnextBackoff sleep before {@code runnext} is stolen from a running P
 * @param sysmonPeriod time between two samples of a backed-off sysmon
 * @param sysmonSlack what each shorter sysmon sleep takes beyond its nominal length
 * @param preemptVisible from the instant at which sysmon reads which task runs to its request being
 *     visible to that task's checks (stack guard); mean of an exponential
 * @param preemptSignal from sysmon's request to a computing task having yielded (signal)
 * @param schedLock how long one P keeps another from the global queue ({@code sched.lock}) at each
 *     yield or refill: time per yield of two Ps that do nothing else
 * @param turnJitter relative sd of the time of one background turn
 * @param channelJitter relative sd, from slice to slice, of the time of a channel operation
 * @param lone what work on a CPU takes while the other CPUs idle, over the same while all compute:
 *     below 1 where CPUs share a core or its power
 */
public record Costs(
    Runtime runtime,
    String host,
    int cpus,
    Cost iteration,
    Cost yield,
    Cost send,
    Cost receive,
    Cost sendContended,
    Cost receiveContended,
    Cost sendGrowth,
    Cost receiveGrowth,
    Cost complete,
    Cost ready,
    Cost park,
    Cost resume,
    Cost spawn,
    Cost wake,
    Cost handoffBusy,
    Cost handoffIdle,
    Cost handoffIdleLong,
    Cost steal,
    Cost stealRunnextBackoff,
    Cost sysmonPeriod,
    Cost sysmonSlack,
    Cost preemptVisible,
    Cost preemptSignal,
    Cost schedLock,
    Cost turnJitter,
    Cost channelJitter,
    Cost lone)
    implements Serializable {

  /** The costs by field name, in declaration order, for tables and files. */
  public Map<String, Cost> byName() {
    Map<String, Cost> named = new LinkedHashMap<>();
    for (var component : Costs.class.getRecordComponents()) {
      if (component.getType() == Cost.class) {
        try {
          named.put(component.getName(), (Cost) component.getAccessor().invoke(this));
        } catch (ReflectiveOperationException impossible) {
          throw new AssertionError("a public record's accessor", impossible);
        }
      }
    }
    return named;
  }

  /** Unit of a field named by {@link #byName()}. */
  public static String unit(String field) {
    boolean ratio = field.equals("lone") || field.endsWith("Growth");
    return field.endsWith("Jitter") ? "relative sd" : ratio ? "ratio" : "ns";
  }

  /**
   * The same on this host at another time, when its CPUs have another speed.
   *
   * @param iterationNs what an iteration takes then, whichever CPUs are at work: {@code lone} is in
   *     it
   */
  public Costs atSpeed(double iterationNs) {
    double slower = iterationNs / iteration.value();
    Cost seen = Cost.cited(1, "within the speed that was seen");
    return map((name, cost) -> name.equals("lone") ? seen : cost.slowedBy(slower));
  }

  /** The same costs with each figure replaced by {@code change} of it. */
  public Costs map(UnaryOperator<Cost> change) {
    return map((name, cost) -> change.apply(cost));
  }

  /**
   * The same for changes that depend on the field, named as in {@link #byName()}: one figure may
   * stand in two fields.
   */
  public Costs map(BiFunction<String, Cost, Cost> change) {
    return new Costs(
        runtime,
        host,
        cpus,
        change.apply("iteration", iteration),
        change.apply("yield", yield),
        change.apply("send", send),
        change.apply("receive", receive),
        change.apply("sendContended", sendContended),
        change.apply("receiveContended", receiveContended),
        change.apply("sendGrowth", sendGrowth),
        change.apply("receiveGrowth", receiveGrowth),
        change.apply("complete", complete),
        change.apply("ready", ready),
        change.apply("park", park),
        change.apply("resume", resume),
        change.apply("spawn", spawn),
        change.apply("wake", wake),
        change.apply("handoffBusy", handoffBusy),
        change.apply("handoffIdle", handoffIdle),
        change.apply("handoffIdleLong", handoffIdleLong),
        change.apply("steal", steal),
        change.apply("stealRunnextBackoff", stealRunnextBackoff),
        change.apply("sysmonPeriod", sysmonPeriod),
        change.apply("sysmonSlack", sysmonSlack),
        change.apply("preemptVisible", preemptVisible),
        change.apply("preemptSignal", preemptSignal),
        change.apply("schedLock", schedLock),
        change.apply("turnJitter", turnJitter),
        change.apply("channelJitter", channelJitter),
        change.apply("lone", lone));
  }
}
