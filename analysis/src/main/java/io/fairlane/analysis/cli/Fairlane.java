package io.fairlane.analysis.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine;

/** The {@code fairlane} command. */
public final class Fairlane {
  private Fairlane() {}

  /** Its log tells in stack traces what {@code Pinning} says in one line. */
  private static final String AFFINITY_LOG = "org.slf4j.simpleLogger.log.net.openhft.affinity";

  public static void main(String[] arguments) {
    System.setProperty(AFFINITY_LOG, System.getProperty(AFFINITY_LOG, "off"));
    Interrupts interrupts = Interrupts.reach(Thread.currentThread());
    Shell shell =
        new Shell(
            Console.ofProcess(),
            Wiring.pieces(),
            List.of(arguments),
            Path.of(""),
            Clock.systemUTC(),
            interrupts::arriving);
    int code = run(shell);
    if (interrupts.finish()) {
      System.exit(code);
    }
  }

  /** Runs one command line in this JVM. */
  static int run(Shell shell) {
    CommandLine line = commandLine(shell);
    Failures failures = new Failures(shell.console());
    line.setParameterExceptionHandler(failures);
    line.setExecutionExceptionHandler(failures);
    try {
      return line.execute(shell.command().toArray(String[]::new));
    } catch (Error error) {
      return failures.report(error);
    }
  }

  static CommandLine commandLine(Shell shell) {
    CommandLine line = new CommandLine(new Root());
    line.addSubcommand(new DemoCommand(shell));
    line.addSubcommand(new DoctorCommand(shell));
    line.addSubcommand(new ScenariosCommand(shell));
    line.addSubcommand(new CalibrateCommand(shell));
    line.addSubcommand(new SimulateCommand(shell));
    line.addSubcommand(new ExplainCommand(shell));
    line.addSubcommand(new SensitivityCommand(shell));
    line.addSubcommand(new RetrodictCommand(shell));
    line.addSubcommand(new CoverageCommand(shell));
    line.addSubcommand(new MeasureCommand(shell));
    line.addSubcommand(new ValidateCommand(shell));
    line.addSubcommand(new DrawCommand(shell));
    line.addSubcommand(new SweepCommand(shell));
    line.addSubcommand(new MergeCommand(shell));
    line.addSubcommand(new CompareCommand(shell));
    line.addSubcommand(new ReportCommand(shell));
    line.setOut(new java.io.PrintWriter(shell.console().out(), true));
    line.setErr(new java.io.PrintWriter(shell.console().err(), true));
    line.setAbbreviatedOptionsAllowed(false);
    line.getSubcommands().values().forEach(sub -> sub.setUsageHelpAutoWidth(false));
    return line;
  }
}
