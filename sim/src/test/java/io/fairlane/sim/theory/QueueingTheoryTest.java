package io.fairlane.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.sim.engine.RandomStream;
import io.fairlane.sim.theory.SimulatedQueue.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Mean waits of M/M/1, M/D/1 and M/M/c queues on the event core against theory: the calendar's
 * order and the random streams have a consequence that is known to all digits.
 */
class QueueingTheoryTest {
  private static final int REPLICATIONS = 30;
  private static final int WARM_UP = 3_000;
  private static final int CUSTOMERS = 20_000;

  /** Nine cells: the chance that a right simulation misses one is below 1 %. */
  private static final double CONFIDENCE = 0.999;

  @ParameterizedTest(name = "M/{0}/{1} at load {2}")
  @CsvSource({"M, 1, 0.5", "M, 1, 0.8", "M, 1, 0.9", "D, 1, 0.5", "D, 1, 0.8", "D, 1, 0.9"})
  void oneServerWaitsAsPollaczekAndKhinchineSay(String law, int servers, double load) {
    agree(service(law), servers, load, pollaczekKhinchine(service(law), load));
  }

  @ParameterizedTest(name = "M/M/{0} at load {1}")
  @CsvSource({"2, 0.8", "4, 0.8", "16, 0.9"})
  void severalServersWaitAsErlangSays(int servers, double load) {
    agree(Service.EXPONENTIAL, servers, load, erlangC(servers, load));
  }

  @ParameterizedTest(name = "M/{0}/{1} at load {2}")
  @DisplayName("Known-bad control: a load 5 % off is noticed")
  @CsvSource({"M, 1, 0.8", "D, 1, 0.8", "M, 4, 0.8"})
  void aWrongLoadIsNoticed(String law, int servers, double load) {
    double theory = servers == 1 ? pollaczekKhinchine(service(law), load) : erlangC(servers, load);
    assertThat(waits(service(law), servers, 1.05 * load, 0).covers(theory)).isFalse();
    assertThat(waits(service(law), servers, 0.95 * load, 0).covers(theory)).isFalse();
  }

  @Test
  @DisplayName("A 95 % interval of replications covers theory about 95 times in 100")
  void intervalsCoverAsOftenAsTheySay() {
    int experiments = 200;
    int covered = 0;
    for (int experiment = 0; experiment < experiments; experiment++) {
      double[] waits = new double[10];
      for (int i = 0; i < waits.length; i++) {
        long seed = RandomStream.derive(experiment, i);
        waits[i] = new SimulatedQueue(Service.EXPONENTIAL, 1, 0.5, seed).meanWait(200, 2_000);
      }
      covered += Estimate.of(waits, 0.95).covers(1) ? 1 : 0;
    }
    // binomial, three standard deviations: 0.95 +- 0.046
    assertThat(covered / (double) experiments).isBetween(0.904, 0.996);
  }

  private static void agree(Service service, int servers, double load, double theory) {
    Estimate estimate = waits(service, servers, load, 0);
    assertThat(estimate.covers(theory)).as("%s, theory %s", estimate, theory).isTrue();
    assertThat(estimate.halfWidth()).as("sharp enough to mean something").isLessThan(0.15 * theory);
  }

  private static Estimate waits(Service service, int servers, double load, long seed) {
    double[] waits = new double[REPLICATIONS];
    for (int i = 0; i < waits.length; i++) {
      waits[i] =
          new SimulatedQueue(service, servers, load, RandomStream.derive(seed, i))
              .meanWait(WARM_UP, CUSTOMERS);
    }
    return Estimate.of(waits, CONFIDENCE);
  }

  private static Service service(String law) {
    return law.equals("D") ? Service.CONSTANT : Service.EXPONENTIAL;
  }

  /** Mean wait in service times: rho (1 + c^2) / (2 (1 - rho)), c the service's variation. */
  private static double pollaczekKhinchine(Service service, double load) {
    double squaredVariation = service == Service.CONSTANT ? 0 : 1;
    return load * (1 + squaredVariation) / (2 * (1 - load));
  }

  /** Mean wait in service times: Erlang's C over c (1 - rho), C from his B by recursion. */
  private static double erlangC(int servers, double load) {
    double offered = servers * load;
    double blocked = 1;
    for (int n = 1; n <= servers; n++) {
      blocked = offered * blocked / (n + offered * blocked);
    }
    double waits = blocked / (1 - load * (1 - blocked));
    return waits / (servers * (1 - load));
  }
}
