package io.fairlane.sim.sweep;

import java.util.function.Consumer;

/** Makes an engine that is not always there. Found by {@link java.util.ServiceLoader}. */
public interface ClusterEngine {
  /** As {@code --engine} has it. */
  String name();

  /**
   * Looks at the name of a master without asking it anything.
   *
   * @param master as for {@link #open}
   * @throws io.fairlane.experiment.Refusal (bad input) if no master has such a name
   */
  void check(String master);

  /**
   * @param master where the engine finds its helpers; null = as it is set up
   * @param remarks lines for the user
   * @throws io.fairlane.experiment.Refusal (bad input) if there is no such master; (host cannot) if
   *     it does not answer
   */
  SweepEngine open(String master, Consumer<String> remarks);
}
