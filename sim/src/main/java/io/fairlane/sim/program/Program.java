package io.fairlane.sim.program;

import io.fairlane.experiment.Distribution;
import io.fairlane.sim.program.Instruction.Case;
import io.fairlane.sim.program.Instruction.Kind;
import io.fairlane.sim.program.Instruction.Then;
import java.util.ArrayList;
import java.util.List;

/**
 * What one kind of G does: a prologue, a body repeated a number of times or for ever, an epilogue,
 * exit. Immutable and shared by all Gs of the kind; a G keeps only its place in it.
 */
public final class Program {
  /** Repetitions of a body that never ends. */
  public static final long FOR_EVER = Long.MAX_VALUE;

  private final String name;
  private final Instruction[] code;
  private final int bodyStart;
  private final int bodyEnd;
  private final long repetitions;
  private final boolean usesChannels;

  private Program(
      String name, List<Instruction> code, int bodyStart, int bodyEnd, long repetitions) {
    this.name = name;
    this.code = code.toArray(Instruction[]::new);
    this.bodyStart = bodyStart;
    this.bodyEnd = bodyEnd;
    this.repetitions = repetitions;
    this.usesChannels =
        code.stream()
            .anyMatch(
                step ->
                    switch (step.kind()) {
                      case SEND, RECEIVE, SELECT, CLOSE -> true;
                      default -> false;
                    });
  }

  public static Builder named(String name) {
    return new Builder(name);
  }

  public String name() {
    return name;
  }

  public int length() {
    return code.length;
  }

  public Instruction at(int pc) {
    return code[pc];
  }

  /** Index of the first instruction of the body. */
  public int bodyStart() {
    return bodyStart;
  }

  /** Index after the last instruction of the body. */
  public int bodyEnd() {
    return bodyEnd;
  }

  /** How often the body is run. */
  public long repetitions() {
    return repetitions;
  }

  /**
   * True if the body is one channel operation of this kind, alone or with one {@link Kind#COMPUTE}:
   * the shape that can be taken in bulk.
   */
  public boolean loopsOver(Kind operation) {
    int computes = 0;
    int operations = 0;
    for (int pc = bodyStart; pc < bodyEnd; pc++) {
      computes += code[pc].kind() == Kind.COMPUTE ? 1 : 0;
      operations += code[pc].kind() == operation ? 1 : 0;
    }
    return operations == 1 && computes <= 1 && bodyEnd - bodyStart == 1 + computes;
  }

  /** True if it works on channels in any way. */
  public boolean usesChannels() {
    return usesChannels;
  }

  /**
   * True if it computes and yields for ever and does nothing else, so that between two turns one
   * such G is like another.
   */
  public boolean computesAndYields() {
    boolean yields = bodyStart == 0 && bodyEnd == code.length && repetitions == FOR_EVER;
    return yields
        && (bodyEnd == 1 || bodyEnd == 2 && computes(code[0].kind()))
        && code[bodyEnd - 1].kind() == Kind.YIELD;
  }

  private static boolean computes(Kind kind) {
    return kind == Kind.COMPUTE || kind == Kind.COMPUTE_DRAWN;
  }

  /** Iterations computed per repetition of the body. */
  public long bodyWork() {
    long work = 0;
    for (int pc = bodyStart; pc < bodyEnd; pc++) {
      work += code[pc].kind() == Kind.COMPUTE ? code[pc].amount() : 0;
    }
    return work;
  }

  /** The body's computation of drawn length, or null. */
  public Instruction drawnWork() {
    for (int pc = bodyStart; pc < bodyEnd; pc++) {
      if (code[pc].kind() == Kind.COMPUTE_DRAWN) {
        return code[pc];
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return name;
  }

  /** Instructions are run in the order in which they are added. */
  public static final class Builder {
    private final String name;
    private final List<Instruction> code = new ArrayList<>();
    private int bodyStart;
    private int bodyEnd;
    private long repetitions = 1;

    private Builder(String name) {
      this.name = name;
    }

    private Builder add(Kind kind, long amount) {
      code.add(Instruction.of(kind, amount));
      return this;
    }

    /** Counts to {@code iterations}; nothing is added for 0. */
    public Builder compute(long iterations) {
      return iterations == 0 ? this : add(Kind.COMPUTE, iterations);
    }

    /** Counts to a number drawn anew each time; the plain {@link #compute(long)} if constant. */
    public Builder compute(long mean, Spread spread) {
      if (mean == 0 || spread.distribution() == Distribution.CONSTANT) {
        return compute(mean);
      }
      code.add(new Instruction(Kind.COMPUTE_DRAWN, mean, null, spread, null, Then.GO_ON, null));
      return this;
    }

    /** Computes for {@code nanos} ns, without jitter. */
    public Builder spend(long nanos) {
      return add(Kind.SPEND, nanos);
    }

    public Builder yield() {
      return add(Kind.YIELD, 0);
    }

    public Builder send(int channel) {
      return add(Kind.SEND, channel);
    }

    public Builder receive(int channel) {
      return add(Kind.RECEIVE, channel);
    }

    /** Receives; out of the body once the channel is closed and drained. */
    public Builder receiveUntilClosed(int channel) {
      code.add(
          new Instruction(Kind.RECEIVE, channel, null, null, null, Then.LEAVE_IF_CLOSED, null));
      return this;
    }

    /** Waits for whichever case can be done first. */
    public Builder select(Case... cases) {
      code.add(new Instruction(Kind.SELECT, 0, null, null, List.of(cases), null, null));
      return this;
    }

    /** Does a case that can be done at once, or else the default. */
    public Builder selectOr(Then otherwise, Case... cases) {
      code.add(new Instruction(Kind.SELECT, 0, null, null, List.of(cases), otherwise, null));
      return this;
    }

    public Builder close(int channel) {
      return add(Kind.CLOSE, channel);
    }

    public Builder sleep(long nanos) {
      return add(Kind.SLEEP, nanos);
    }

    /** Waits until the next message is due. */
    public Builder pace(Pace pace) {
      code.add(new Instruction(Kind.PACE, 0, null, null, null, Then.GO_ON, pace));
      return this;
    }

    public Builder syscall(long nanos) {
      return add(Kind.SYSCALL, nanos);
    }

    public Builder blockingSyscall(long nanos) {
      return add(Kind.BLOCKING_SYSCALL, nanos);
    }

    public Builder spawn(Program child, long copies) {
      if (copies > 0) {
        code.add(new Instruction(Kind.SPAWN, copies, child, null, null, Then.GO_ON, null));
      }
      return this;
    }

    public Builder lock() {
      return add(Kind.LOCK, 0);
    }

    public Builder unlock() {
      return add(Kind.UNLOCK, 0);
    }

    public Builder exit() {
      return add(Kind.EXIT, 0);
    }

    public Builder block() {
      return add(Kind.BLOCK, 0);
    }

    public Builder startClock() {
      return add(Kind.START_CLOCK, 0);
    }

    public Builder stopClock() {
      return add(Kind.STOP_CLOCK, 0);
    }

    public Builder startLane() {
      return add(Kind.START_LANE, 0);
    }

    /** What was added so far is the prologue; what follows is the body. */
    public Builder body() {
      bodyStart = code.size();
      return this;
    }

    /** Ends the body; what follows is the epilogue. */
    public Builder times(long repetitions) {
      bodyEnd = code.size();
      this.repetitions = repetitions;
      return this;
    }

    public Program forEver() {
      return times(FOR_EVER).build();
    }

    public Program build() {
      return new Program(name, code, bodyStart, bodyEnd, repetitions);
    }
  }
}
