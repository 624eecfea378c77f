package io.fairlane.experiment;

/**
 * A request that cannot be carried out, for a reason the user can act on. Shown as one line (what,
 * where, remedy) without a stack trace; the command ends with {@link #exitCode()}.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a command ended, as documented for the command line. */
  public enum Exit {
    /** Bad usage or bad input. */
    BAD_INPUT(2),
    /** The work was done, but a verdict (fairness, conservation, validation) failed. */
    VERDICT_FAILED(3),
    /** This host cannot do it: a missing tool, a CPU that cannot be pinned. */
    HOST_CANNOT(4);

    private final int code;

    Exit(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }

  private final Exit exit;

  private Refusal(Exit exit, String oneLine) {
    super(oneLine, null, false, false);
    this.exit = exit;
  }

  public static Refusal badInput(String oneLine) {
    return new Refusal(Exit.BAD_INPUT, oneLine);
  }

  public static Refusal verdictFailed(String oneLine) {
    return new Refusal(Exit.VERDICT_FAILED, oneLine);
  }

  public static Refusal hostCannot(String oneLine) {
    return new Refusal(Exit.HOST_CANNOT, oneLine);
  }

  /** Process exit code: 2, 3 or 4. */
  public int exitCode() {
    return exit.code();
  }
}
