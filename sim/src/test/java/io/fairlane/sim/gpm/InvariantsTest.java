package io.fairlane.sim.gpm;

import static io.fairlane.sim.gpm.Bench.GO;
import static io.fairlane.sim.gpm.Bench.MS;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlane.sim.program.Program;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The invariants are checked in every run, and they notice. */
class InvariantsTest {
  @Test
  void aGInTwoPlacesIsNoticed() {
    expect("is in 2 places", s -> s.scheduler().queues().global.add(s.p(0).current));
  }

  @Test
  void aGThatGotLostIsNoticed() {
    expect("is in 0 places", s -> s.scheduler().queues().global.poll());
  }

  @Test
  void anIdlePWithWorkIsNoticed() {
    expect("is idle and has something to run", s -> s.p(1).ringAdd(s.p(0).current));
  }

  @Test
  void workThatWaitsWhileAPIdlesIsNoticed() {
    G unheardOf = new G(99, Bench.once("unheard of"));
    expect("a P idles while something could run", s -> s.p(0).ringAdd(unheardOf));
  }

  /** Two Gs that yield for ever on the first of two Ps while the second finds nothing to steal. */
  private static void expect(String complaint, Consumer<Simulation> damage) {
    Program yields = Program.named("yields").body().spend(10_000).yield().forEver();
    Rules alone = GO.without(Rule.SLICE_PREEMPTION);
    boolean idles = complaint.contains("idle");
    Program main =
        idles
            ? Program.named("main").spend(900_000_000).block().build()
            : Program.named("main").spawn(yields, 3).block().build();
    Simulation simulation =
        Simulation.of(main, idles ? alone : GO, Bench.free())
            .procs(idles ? 2 : 1)
            .sysmonBackedOff(MS)
            .observer(
                new Observer() {
                  @Override
                  public boolean wantsEveryTurn() {
                    return true;
                  }
                })
            .build();
    simulation.runUntil(2 * MS + 5_000_000);
    damage.accept(simulation);
    assertThatThrownBy(() -> simulation.runUntil(40 * MS)).hasMessageContaining(complaint);
  }
}
