package io.fairlane.sim.gpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Turns each switch of {@link Rule} in turn, runs the named tests of the rules with it and prints,
 * as a Markdown table, which of them notice. A rule that none notices is a rule that nothing
 * proves. Takes a minute, so it is run on request: {@code mvn -pl sim -am test -Dtest=MutationTest
 * -Dfairlane.mutate=true -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class MutationTest {
  private static final List<Class<?>> NAMED =
      List.of(
          QueueConformanceTest.class,
          StealConformanceTest.class,
          SliceConformanceTest.class,
          PreemptionConformanceTest.class,
          ChannelConformanceTest.class,
          LockedConformanceTest.class,
          SupplyConformanceTest.class,
          TimerTest.class,
          SyscallTest.class,
          RuleTest.class);

  /** Runs the named tests in this JVM and prints which fail. */
  public static void main(String[] args) {
    System.out.println(String.join("; ", failures()));
  }

  @Test
  @EnabledIfSystemProperty(named = "fairlane.mutate", matches = "true")
  void everySwitchIsProvenByANamedTest() throws IOException, InterruptedException {
    List<String> unproven = new ArrayList<>();
    StringBuilder table = new StringBuilder("| switch turned | tests that fail |\n|---|---|\n");
    for (Rule rule : Rule.values()) {
      String noticed = inAJvmOfItsOwn(rule);
      if (noticed.isBlank()) {
        unproven.add(rule.label());
      }
      table.append("| `").append(rule.label()).append("` | ").append(noticed).append(" |\n");
    }
    System.out.print(table);
    assertThat(unproven).isEmpty();
  }

  private static String inAJvmOfItsOwn(Rule rule) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-ea",
                "-XX:TieredStopAtLevel=1",
                "-Dfairlane.flip=" + rule.label(),
                "-cp",
                System.getProperty("java.class.path"),
                MutationTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return "(no end within 30 s)";
    }
    return new String(process.getInputStream().readAllBytes()).strip();
  }

  private static List<String> failures() {
    List<DiscoverySelector> selectors = new ArrayList<>();
    NAMED.forEach(test -> selectors.add(selectClass(test)));
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectors)
            .filters(EngineFilter.includeEngines("junit-jupiter"))
            .build();
    TreeSet<String> failed = new TreeSet<>();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() && result.getStatus() == TestExecutionResult.Status.FAILED) {
                  failed.add(test.getDisplayName().split(":")[0].replace("()", ""));
                }
              }
            });
    return List.copyOf(failed);
  }
}
