/**
 * What reads queues and streams for somebody: the mirror of targets. A {@link
 * dev.antiphon.delivery.source.SourceType} is what can be read, a {@link
 * dev.antiphon.delivery.source.Consumer} is who wants it read and what becomes of a batch; neither
 * knows the other, and a new kind of either is one class and a line in the server's wiring.
 *
 * <p>Reading happens on the partition that owns the source, so that a batch is taken, handed out
 * and settled without a hop. It keeps no rows: the source has them, and the consumers' definitions
 * are their owners'.
 *
 * <p>May depend on {@code delivery}, {@code service} and {@code engine}. Start reading at {@link
 * dev.antiphon.delivery.source.Pollers}.
 */
@NullMarked
package dev.antiphon.delivery.source;

import org.jspecify.annotations.NullMarked;
