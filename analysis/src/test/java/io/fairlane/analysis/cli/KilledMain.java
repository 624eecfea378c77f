package io.fairlane.analysis.cli;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Proof;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.runner.rig.TrialRunner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * {@code fairlane} as it is, on a host whose trials take 1 to 30 ms: the process that {@link
 * KillTest} kills. Standard output tells what a trial's end is known by:
 *
 * <pre>
 *   ended pinned 3   the trial is over, its line is not yet written
 *   kept pinned 3    the rig asks for the next one: the line is on disk
 * </pre>
 */
final class KilledMain {
  /** Of an iteration, beside each trial: every one is predicted once more. */
  private static final double SPEED_NS = 1.5 * FakeHost.ITERATION_NS;

  private KilledMain() {}

  /** The folder of the lock and the cache, then the command line. */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    Interrupts interrupts = Interrupts.reach(Thread.currentThread());
    Pieces fake = new FakeHost(folder).pieces();
    int code =
        Fairlane.run(
            new Shell(
                Console.ofProcess(),
                new Pieces(
                    fake.predictor(),
                    Map.of(Runtime.POOL, new ShortTrials()),
                    fake.calibrators(),
                    fake.host(),
                    fake.hostId(),
                    fake.checks(),
                    fake.cacheFolder(),
                    fake.lockFile()),
                List.of(arguments).subList(1, arguments.length),
                folder,
                Clock.systemUTC(),
                interrupts::arriving));
    if (interrupts.finish()) {
      System.exit(code);
    }
  }

  private static final class ShortTrials implements TrialRunner {
    private final SplittableRandom random = new SplittableRandom(System.nanoTime());
    private String last;

    @Override
    public Runtime runtime() {
      return Runtime.POOL;
    }

    @Override
    public void require(Scenario scenario, Arm arm) {
      // this host can do anything
    }

    @Override
    public Trial run(Scenario scenario, Arm arm, int rep, long seed, double timeboxSeconds)
        throws InterruptedException {
      if (last != null) {
        System.out.println("kept " + last);
      }
      Thread.sleep(random.nextInt(1, 31));
      last = arm.label() + " " + rep;
      System.out.println("ended " + last);
      return FakeHost.trial(
              Trial.Kind.MEASURED, scenario, runtime(), arm, rep, seed, Trial.Verdict.CLEAN)
          .at(new Proof.Speed(SPEED_NS, SPEED_NS, SPEED_NS, 100L, null, null, null));
    }
  }
}
