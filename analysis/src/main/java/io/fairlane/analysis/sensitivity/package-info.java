/** Which primitive cost a prediction depends on, and so which is worth measuring better. */
package io.fairlane.analysis.sensitivity;
