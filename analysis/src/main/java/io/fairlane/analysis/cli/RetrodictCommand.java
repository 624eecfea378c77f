package io.fairlane.analysis.cli;

import io.fairlane.experiment.Refusal;
import io.fairlane.sim.study.RetrodictedCell;
import io.fairlane.sim.study.SeenCell;
import io.fairlane.sim.study.Study;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "retrodict",
    mixinStandardHelpOptions = true,
    description = "Set the model beside what real Go 1.19.8 was seen to do, cell by cell.")
final class RetrodictCommand implements Callable<Integer> {
  @Option(
      names = "--cells",
      paramLabel = "<glob>",
      description =
          "Only cells whose name (section/what/Ps/variant/unit) this matches anywhere; * and ?"
              + " are wild, for example '14.1*2P/fair'.")
  private String wanted = "";

  @Option(
      names = "--runs",
      paramLabel = "<n>",
      description = "Simulated runs of each cell. Default: ${DEFAULT-VALUE}.")
  private int runs = 25;

  @Option(names = "--markdown", description = "The table as Markdown.")
  private boolean markdown;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  private final Shell shell;

  RetrodictCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    Usage.atLeast("--runs", runs, 2);
    Pattern pattern = glob(wanted);
    List<SeenCell> cells =
        SeenCell.all().stream().filter(cell -> pattern.matcher(cell.key()).find()).toList();
    if (cells.isEmpty()) {
      throw Refusal.badInput("--cells " + wanted + ": no cell has a name like this");
    }
    int threads = Runtime.getRuntime().availableProcessors();
    List<RetrodictedCell> done = Study.run(cells, runs, threads, shell.console().progress());
    RetrodictionTable table = new RetrodictionTable(done, runs);
    shell.console().result(json ? table.json() : markdown ? table.markdown() : table.text());
    return 0;
  }

  private static Pattern glob(String wanted) {
    String regex = Pattern.quote(wanted.toLowerCase(Locale.ROOT));
    regex = regex.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
