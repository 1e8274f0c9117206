/**
 * AWS Security Token Service: who am I. Every tool asks that first.
 *
 * <p>It may use {@code service} and keeps nothing. Start with {@link dev.antiphon.sts.StsService}.
 */
@NullMarked
package dev.antiphon.sts;

import org.jspecify.annotations.NullMarked;
