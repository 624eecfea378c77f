package io.fairlane.stress;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/**
 * {@code fairlane bench jcstress [--quick] [jcstress options]}: exit code 3 if anything forbidden
 * was seen or a test did not run. What jcstress says goes to {@code jcstress.log}, its raw results
 * and its report stay in the current folder as well.
 */
public final class StressMain {
  private static final int DONE = 0;
  private static final int BAD_USAGE = 2;
  private static final int VERDICT_FAILED = 3;

  /**
   * Both actors of a test by the same compiler: each pair of compilers ({@code -sc true}) takes
   * three times as long. Strides and heap are a small part of jcstress's own, because most of a
   * fork's time goes into its start.
   */
  private static final String NORMAL =
      "-sc false -f 1 -fsm 1 -iters 2 -time 500 -hs 256 -pth false -strideSize 256 -strideCount 16";

  /** C2 alone, the compiler that reorders most, instead of interpreter, C1, C2 and C2 shuffled. */
  private static final String QUICK = "-jvmArgs -XX:-TieredCompilation -iters 1";

  private StressMain() {}

  public static void main(String[] arguments) throws Exception {
    List<String> own = new ArrayList<>(List.of(arguments));
    boolean quick = own.removeIf("--quick"::equals);
    if (own.size() % 2 != 0) {
      System.err.println("fairlane: bench jcstress [--quick] [jcstress options with their values]");
      System.exit(BAD_USAGE);
    }
    Map<String, String> options = new LinkedHashMap<>();
    put(options, List.of(NORMAL.split(" ")));
    if (quick) {
      put(options, List.of(QUICK.split(" ")));
    }
    put(options, own);
    options.put("-r", "report");
    List<String> all = new ArrayList<>();
    options.forEach((name, value) -> all.addAll(List.of(name, value)));
    System.exit(run(all));
  }

  /** The later one counts; jcstress refuses an option that it finds twice. */
  private static void put(Map<String, String> options, List<String> pairs) {
    for (int i = 0; i < pairs.size(); i += 2) {
      options.put(pairs.get(i), pairs.get(i + 1));
    }
  }

  private static int run(List<String> arguments) throws Exception {
    Options options = new Options(arguments.toArray(String[]::new));
    PrintStream out = System.out;
    Path log = Path.of("jcstress.log").toAbsolutePath();
    try (PrintStream logged =
        new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8)) {
      System.setOut(logged);
      if (!options.parse()) {
        return BAD_USAGE;
      }
      JCStress stress = new JCStress(options);
      int tests = stress.getTests().size();
      if (tests == 0) {
        System.err.println("fairlane: no stress test is named like " + options.getTestFilter());
        return BAD_USAGE;
      }
      System.err.printf("fairlane: stress tests: %d, for minutes; log: %s%n", tests, log);
      try {
        stress.run();
      } catch (AssertionError failures) {
        logged.println(failures.getMessage()); // the table says it, and the exit code
      }
      System.setOut(out);
      Table table = new Table(results(options.getResultFile()));
      table.print(out);
      return table.passed(tests) ? DONE : VERDICT_FAILED;
    } finally {
      System.setOut(out);
    }
  }

  private static Collection<TestResult> results(String file) throws Exception {
    InProcessCollector collector = new InProcessCollector();
    DiskReadCollector reader = new DiskReadCollector(file, collector);
    reader.dump();
    reader.close();
    return collector.getTestResults();
  }
}
