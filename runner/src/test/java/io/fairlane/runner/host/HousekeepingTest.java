package io.fairlane.runner.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.BitSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
  @Test
  void otherThreadsAreConfinedAndTheProcessKeepsItsMask() throws InterruptedException {
    assumeTrue(Pinning.check().works(), "pinning does not work here");
    BitSet allowed = Topology.read().allowed();
    assumeTrue(allowed.cardinality() >= 2, "one CPU only");
    BitSet first = new BitSet();
    first.set(allowed.nextSetBit(0));
    CountDownLatch confined = new CountDownLatch(1);
    AtomicReference<BitSet> mask = new AtomicReference<>();
    Thread bystander =
        new Thread(
            () -> {
              try {
                confined.await();
              } catch (InterruptedException e) {
                return;
              }
              mask.set(ownMask());
              Pinning.letCurrentThreadFloat();
              assertThat(ownMask()).isEqualTo(allowed);
            });
    bystander.start();
    try {
      assertThat(Housekeeping.confineTo(first)).isPositive();
    } finally {
      confined.countDown();
      bystander.join();
      Housekeeping.confineTo(allowed);
    }
    assertThat(mask.get()).isEqualTo(first);
    assertThat(Topology.read().allowed()).isEqualTo(allowed);
  }

  private static BitSet ownMask() {
    return ProcFiles.field("/proc/thread-self/status", "Cpus_allowed_list")
        .map(ProcFiles::cpuList)
        .orElseGet(BitSet::new);
  }
}
