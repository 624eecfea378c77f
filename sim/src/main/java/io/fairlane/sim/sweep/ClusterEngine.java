package io.fairlane.sim.sweep;

import java.util.function.Consumer;

/** Makes an engine that is not always there. Found by {@link java.util.ServiceLoader}. */
public interface ClusterEngine {
  /** As {@code --engine} has it. */
  String name();

  /**
   * @param master where the engine finds its helpers; null = as it is set up
   * @param remarks lines for the user
   * @throws io.fairlane.experiment.Refusal (bad input) if there is no such master; (host cannot) if
   *     it does not answer
   */
  SweepEngine open(String master, Consumer<String> remarks);
}
