package io.fairlane.analysis.cli;

import io.fairlane.experiment.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Say what this host can do, with a remedy for each thing missing.",
      "Exit code 4 if something is missing that measuring needs."
    })
final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  private final Shell shell;

  DoctorCommand(Shell shell) {
    this.shell = shell;
  }

  record Finding(String name, String status, String found, String remedy) {}

  record Findings(boolean ok, List<Finding> checks) {}

  @Override
  public Integer call() {
    List<Check> checks = shell.pieces().checks().get();
    boolean ok = checks.stream().noneMatch(check -> check.status() == Check.Status.MISSING);
    shell
        .console()
        .result(
            json
                ? Json.write(
                    new Findings(
                        ok,
                        checks.stream()
                            .map(
                                c ->
                                    new Finding(
                                        c.name(), c.status().label(), c.found(), c.remedy()))
                            .toList()))
                : text(checks));
    return ok ? 0 : Failures.HOST_CANNOT;
  }

  /** What was found beside each name, a remedy below it. */
  static String text(List<Check> checks) {
    StringBuilder text = new StringBuilder();
    for (Check check : checks) {
      String head = String.format("%-9s %-9s ", check.status().label(), check.name());
      text.append(Wrapped.hanging(head, check.found()));
      if (!check.remedy().isEmpty()) {
        text.append(Wrapped.hanging(" ".repeat(head.length()) + "-> ", check.remedy()));
      }
    }
    return text.toString();
  }
}
