/**
 * A real GPM scheduler on Java threads: the {@code pool} runtime. {@link
 * io.fairlane.runner.pool.PoolTrials} runs one trial in a fresh JVM; inside, {@code Pool} owns the
 * Ps and the Ms, which are threads, {@code Channel} is the channel, {@code Sysmon} the source of
 * time slices, and the {@code *Task} classes are the program of the experiment.
 *
 * <p>May touch {@code host} and the shared words of {@code io.fairlane.experiment}; never imports
 * the model.
 */
package io.fairlane.runner.pool;
