package io.fairlane.sim.gpm;

import java.util.Arrays;
import java.util.Locale;

/**
 * One rule of the scheduler as a switch. {@link Rules} holds those that are on; {@code explain}
 * switches them off one at a time. What is off in every version of Go is a counterfactual: it shows
 * what the rule that Go has instead is worth.
 *
 * <p>Two rules of newer versions have no switch: {@code needspinning} (1.20) and the second look at
 * the global queue (1.25) close races between steps that this model takes at one instant.
 */
public enum Rule {
  /**
   * {@code runqput(next=true)}: a readied or created G goes to runnext; off: to the ring's tail.
   */
  RUNNEXT("a woken task runs next on its waker's P"),

  /** {@code schedule}: a G picked from runnext shares the running time slice. */
  RUNNEXT_INHERITS("a task picked from runnext shares the time slice"),

  /** Off in Go: {@code execute(lockedg, false)} always begins a slice. */
  LOCKED_INHERITS("a locked task picked from runnext shares the time slice, too"),

  /** Off in Go: {@code newproc} never copies {@code lockedm}. */
  CHILD_INHERITS_LOCK("a task created by a locked one gets a thread of its own"),

  /** {@code retake}: sysmon asks ticks older than a time slice to yield. */
  SLICE_PREEMPTION("sysmon preempts slices older than 10 ms"),

  /** 1.14 and later, {@code preemptM}: a computing G yields to a signal; off: at its next call. */
  SIGNAL_PREEMPTION("a computing task yields to a signal"),

  /** {@code gopreempt_m}: a preempted G goes to the global tail; off: to its own ring's tail. */
  PREEMPTED_TO_GLOBAL("a preempted task goes to the global tail"),

  /** {@code goschedImpl}: a yielding G goes to the global tail; off: to its own ring's tail. */
  GOSCHED_TO_GLOBAL("a yielding task goes to the global tail"),

  /** 1.22 and later: {@code Gosched} and preemption call {@code wakep} after queuing globally. */
  GOSCHED_WAKES("yielding and preemption wake an idle P"),

  /** A request takes a while to reach the named G's core and may find it switched out (4.2). */
  LOST_REQUESTS("a preemption request can miss a short turn"),

  /** The check on entry of {@code goready}: preempted between completing and readying (4.2). */
  HANDOFF_LIMBO("a task can be preempted before it readies its partner"),

  /** sysmon's thread displaces a running one where no CPU idles (4.2: "stops the victim"). */
  SYSMON_DISPLACES("sysmon runs in place of a P's thread if no CPU idles"),

  /** {@code sysmon}: its sleep grows from 20 us to 10 ms; off: it samples every 20 us for ever. */
  SYSMON_BACKOFF("sysmon backs off to one sample in 10 ms"),

  /** {@code findRunnable}: one round in 61 looks at the global queue first. */
  GLOBAL_CHECK("one round in 61 takes from the global queue first"),

  /** {@code globrunqget}: a refill takes up to 128 Gs; off: one. */
  GLOBAL_BATCH("a refill takes up to 128 tasks"),

  /** {@code stealWork}: an M without work robs other Ps. */
  STEALING("idle threads steal from other Ps"),

  /** The 4th round of {@code stealWork}: a runnext may be stolen. */
  RUNNEXT_THEFT("a runnext can be stolen"),

  /** {@code runqgrab}: the thief sleeps before it takes a running P's runnext. */
  THEFT_BACKOFF("a thief waits before it steals a runnext"),

  /** {@code findRunnable}: at most half of the busy Ps' number of Ms spin. */
  SPINNING_LIMIT("at most half of the busy Ps' number of threads spin"),

  /** {@code checkRunqsNoP}: an M that stops spinning looks at every queue once more. */
  IDLE_RECHECK("a thread that stops spinning looks once more"),

  /** {@code resetspinning}: the last thread to find work wakes another. */
  SPINNING_WAKES("a spinning thread that found work wakes another"),

  /** {@code startTemplateThread}: a locked M asks the template thread to clone. */
  TEMPLATE_THREAD("a locked thread lets the template thread clone"),

  /** {@code lock(&c.lock)}: operations cost more while another P is inside one (section 5). */
  HCHAN_CONTENTION("channel operations of several Ps get in each other's way"),

  /** {@code sched.lock}: one P at a time works on the global queue. */
  SCHED_LOCK("one P at a time works on the global queue"),

  /** 1.14 and later: each P runs its own timers; off: a thread without a P runs all of them. */
  P_TIMERS("each P runs the timers of those who fell asleep on it"),

  /** Off in Go: {@code ready} by a thread without a P has no runnext, so it queues globally. */
  OUTSIDE_TO_LAST_P("a task woken by a thread without a P goes to the P it last ran on"),

  /** {@code sysmon}: it stops sampling while all Ps idle; a system call wakes it at 20 us. */
  SYSMON_DEEP_SLEEP("sysmon sleeps while all Ps idle");

  private final String meaning;

  Rule(String meaning) {
    this.meaning = meaning;
  }

  /** One clause for tables, in Fairlane's words. */
  public String meaning() {
    return meaning;
  }

  /** The name used on the command line and in files, for example {@code runnext-inherits}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException if no rule has that label
   */
  public static Rule of(String label) {
    return Arrays.stream(values())
        .filter(rule -> rule.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no rule '" + label + "'"));
  }
}
