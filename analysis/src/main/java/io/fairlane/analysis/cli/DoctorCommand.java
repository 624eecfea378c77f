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
  private static final int WIDTH = 80;

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
      text.append(hanging(head, check.found()));
      if (!check.remedy().isEmpty()) {
        text.append(hanging(" ".repeat(head.length()) + "-> ", check.remedy()));
      }
    }
    return text.toString();
  }

  /** The words after the head, further lines below the first word. */
  private static String hanging(String head, String words) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(head);
    for (String word : words.split(" ")) {
      if (line.length() > head.length() && line.length() + word.length() > WIDTH) {
        text.append(line.toString().stripTrailing()).append('\n');
        line = new StringBuilder(" ".repeat(head.length()));
      }
      line.append(word).append(' ');
    }
    return text.append(line.toString().stripTrailing()).append('\n').toString();
  }
}
