package io.fairlane.sim.program;

import io.fairlane.sim.program.Instruction.Kind;
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

  private Program(
      String name, List<Instruction> code, int bodyStart, int bodyEnd, long repetitions) {
    this.name = name;
    this.code = code.toArray(Instruction[]::new);
    this.bodyStart = bodyStart;
    this.bodyEnd = bodyEnd;
    this.repetitions = repetitions;
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

  /**
   * True if it computes and yields for ever and does nothing else, so that between two turns one
   * such G is like another.
   */
  public boolean computesAndYields() {
    boolean yields = bodyStart == 0 && bodyEnd == code.length && repetitions == FOR_EVER;
    return yields
        && (bodyEnd == 1 || bodyEnd == 2 && code[0].kind() == Kind.COMPUTE)
        && code[bodyEnd - 1].kind() == Kind.YIELD;
  }

  /** Iterations computed per repetition of the body. */
  public long bodyWork() {
    long work = 0;
    for (int pc = bodyStart; pc < bodyEnd; pc++) {
      work += code[pc].kind() == Kind.COMPUTE ? code[pc].amount() : 0;
    }
    return work;
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

    private Builder add(Kind kind, long amount, Program child) {
      code.add(new Instruction(kind, amount, child));
      return this;
    }

    /** Counts to {@code iterations}; nothing is added for 0. */
    public Builder compute(long iterations) {
      return iterations == 0 ? this : add(Kind.COMPUTE, iterations, null);
    }

    /** Computes for {@code nanos} ns, without jitter. */
    public Builder spend(long nanos) {
      return add(Kind.SPEND, nanos, null);
    }

    public Builder yield() {
      return add(Kind.YIELD, 0, null);
    }

    public Builder send(int channel) {
      return add(Kind.SEND, channel, null);
    }

    public Builder receive(int channel) {
      return add(Kind.RECEIVE, channel, null);
    }

    public Builder spawn(Program child, long copies) {
      return copies == 0 ? this : add(Kind.SPAWN, copies, child);
    }

    public Builder lock() {
      return add(Kind.LOCK, 0, null);
    }

    public Builder unlock() {
      return add(Kind.UNLOCK, 0, null);
    }

    public Builder block() {
      return add(Kind.BLOCK, 0, null);
    }

    public Builder startClock() {
      return add(Kind.START_CLOCK, 0, null);
    }

    public Builder stopClock() {
      return add(Kind.STOP_CLOCK, 0, null);
    }

    public Builder startLane() {
      return add(Kind.START_LANE, 0, null);
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
