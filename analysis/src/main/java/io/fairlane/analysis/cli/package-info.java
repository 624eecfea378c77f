/**
 * The {@code fairlane} command: one class for each subcommand, shared options as mixins, and the
 * one place ({@code Wiring}) that knows which class of which module does the work.
 *
 * <p>Decides nothing about scheduling or statistics. Everything above this package is unaware of
 * it.
 */
package io.fairlane.analysis.cli;
