package io.fairlane.sim.study;

/**
 * What one run of the model gave.
 *
 * @param seconds of the consumer's clock
 * @param pairSeconds the same without the background's turns: the time of consumer and producers
 * @param laps background turns during the clock over background tasks; 0 without background
 * @param preemptions of consumer and producers during the clock
 * @param requests of sysmon during the clock
 * @param limbos preemptions of a G that had completed its partner and not readied it
 * @param topShare the largest producer's share of the messages, 0 to 1
 * @param spawnSeconds from the start of the process to that of the clock
 * @param spawnPreemptions of main before the clock started
 */
record Figures(
    long messages,
    int backgroundTasks,
    double seconds,
    double pairSeconds,
    double laps,
    long preemptions,
    long requests,
    long limbos,
    double topShare,
    double spawnSeconds,
    long spawnPreemptions) {}
