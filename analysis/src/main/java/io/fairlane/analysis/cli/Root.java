package io.fairlane.analysis.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairlane} without a subcommand: says which there are. */
@Command(
    name = "fairlane",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "How much faster does a consumer get in a lane of its own?%n",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Exit codes: 0 done, 1 internal error, 2 bad usage or input, 3 a verdict failed,",
      "            4 this host cannot do it, 130 interrupted.",
      "Start with 'fairlane demo'; 'fairlane notebook' opens the notebooks (needs python3);",
      "'fairlane bench sim' and 'bench pool' time both beside other packages,",
      "'bench jcstress' races the pool's mechanisms against themselves.",
      "Options of a command: 'fairlane COMMAND --help'."
    })
final class Root implements Runnable {
  @Option(
      names = "--debug",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show stack traces.")
  boolean debug;

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "which command? " + String.join(", ", spec.subcommands().keySet()));
  }
}
