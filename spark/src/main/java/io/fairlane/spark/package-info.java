/** Sweeps on Apache Spark. Only the model is spread over a cluster, never a measurement. */
package io.fairlane.spark;
