/**
 * The pool beside what one would use instead: yields a second beside Go's and virtual threads', a
 * pinned consumer beside bare queues. Whole processes, one after the other in rounds, so that a
 * change of the machine's speed meets all alike.
 */
package io.fairlane.bench.pool;
