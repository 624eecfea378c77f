package io.fairlane.analysis.cli;

import io.fairlane.experiment.Json;
import io.fairlane.experiment.ScenarioFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "scenarios",
    mixinStandardHelpOptions = true,
    description = "List the built-in scenarios, and the keys of a scenario file.")
final class ScenariosCommand implements Runnable {
  @Option(names = "--json", description = "One JSON document: the resolved scenarios by name.")
  private boolean json;

  private final Shell shell;

  ScenariosCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    shell.console().result(json ? json() : text());
  }

  private static String json() {
    Map<String, Object> scenarios = new LinkedHashMap<>();
    for (String name : ScenarioFiles.BUILT_IN) {
      scenarios.put(name, ScenarioFiles.read(name, List.of()));
    }
    return Json.write(scenarios);
  }

  private static String text() {
    StringBuilder text = new StringBuilder();
    for (String name : ScenarioFiles.BUILT_IN) {
      String about = ScenarioFiles.builtInText(name).lines().findFirst().orElse("");
      text.append(Wrapped.hanging(String.format("%-17s", name), about.replaceFirst("^# *", "")));
    }
    return text.append("\nA file of your own needs only the keys that differ from these:\n\n")
        .append(ScenarioFiles.defaultsText())
        .toString();
  }
}
