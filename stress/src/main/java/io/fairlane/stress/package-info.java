/**
 * {@code fairlane bench jcstress}: runs the stress tests and prints their table. The tests are in
 * the package of what they test, {@code io.fairlane.runner.pool}, whose classes are not public.
 */
package io.fairlane.stress;
