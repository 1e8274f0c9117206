/**
 * The real engine and services under virtual time, on a disk that may fail, driven by one thread:
 * for operation tests ({@link dev.antiphon.testkit.TestNode}) and simulations ({@link
 * dev.antiphon.testkit.Simulation}).
 *
 * <p>It may use {@code service}, {@code engine} and {@code storage-memory}, and knows no service.
 * Start with {@link dev.antiphon.testkit.TestNode}.
 */
@NullMarked
package dev.antiphon.testkit;

import org.jspecify.annotations.NullMarked;
