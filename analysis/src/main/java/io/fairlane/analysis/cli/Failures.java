package io.fairlane.analysis.cli;

import io.fairlane.experiment.Reason;
import io.fairlane.experiment.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Every way to fail ends here: one line for the user, and the documented exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  static final int INTERNAL_ERROR = 1;
  static final int BAD_USAGE = 2;
  static final int HOST_CANNOT = 4;

  /** As shells have it: 128 and the number of SIGINT. */
  static final int INTERRUPTED = 130;

  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    String says =
        failure instanceof UnmatchedArgumentException unmatched
            ? unmatched(command, unmatched.getUnmatched().get(0))
            : failure.getMessage().lines().collect(Collectors.joining(" "));
    console.remark(says + " (see '" + command.getCommandSpec().qualifiedName() + " --help')");
    return BAD_USAGE;
  }

  private static String unmatched(CommandLine command, String typed) {
    List<String> known = new ArrayList<>();
    boolean option = typed.startsWith("-");
    if (option) {
      command.getCommandSpec().options().forEach(o -> known.addAll(List.of(o.names())));
    } else {
      known.addAll(command.getSubcommands().keySet());
    }
    String name = typed.split("=", 2)[0];
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String kind = option ? "option" : known.isEmpty() ? "argument" : "command";
    return "unknown "
        + kind
        + " '"
        + name
        + "'"
        + known.stream()
            .min(Comparator.comparingInt(candidate -> distance.apply(name, candidate)))
            .map(nearest -> ": did you mean '" + nearest + "'?")
            .orElse("");
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    Root root = (Root) command.getCommandSpec().root().userObject();
    if (root.debug) {
      console.stackTrace(failure);
    }
    return report(failure);
  }

  int report(Throwable failure) {
    if (failure instanceof Refusal refusal) {
      console.remark(refusal.getMessage());
      return refusal.exitCode();
    }
    if (failure instanceof InterruptedException) {
      console.remark(failure.getMessage() == null ? "stopped" : failure.getMessage());
      return INTERRUPTED;
    }
    if (failure instanceof OutOfMemoryError) {
      console.remark("out of memory: give it more, for example FAIRLANE_HEAP=2g fairlane ...");
      return HOST_CANNOT;
    }
    if (failure instanceof UncheckedIOException io) {
      console.remark(
          "input/output error: "
              + oneLine(io.getMessage())
              + " ("
              + Reason.of(io.getCause())
              + "): see to space and permissions");
      return HOST_CANNOT;
    }
    console.remark("internal error: " + oneLine(failure.toString()) + logged(failure));
    return INTERNAL_ERROR;
  }

  private static String oneLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static String logged(Throwable failure) {
    try {
      Path log = Files.createTempFile("fairlane-error-", ".log");
      try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(log))) {
        failure.printStackTrace(writer);
      }
      return " (stack trace: " + log + ")";
    } catch (IOException notWritable) {
      return " (for the stack trace add --debug)";
    }
  }
}
