/**
 * Amazon Simple Queue Service, one class per operation.
 *
 * <p>It uses {@code service}, {@code engine} and {@code api}; the request and response types are
 * those of the AWS SDK. Start with {@link dev.antiphon.sqs.SqsService}, the table of operations,
 * then {@link dev.antiphon.sqs.Queue}, what a queue is, and {@link dev.antiphon.sqs.SqsTables},
 * what is kept of it. How messages are kept and given out begins with {@link
 * dev.antiphon.sqs.LiveQueue} and {@link dev.antiphon.sqs.QueueIndex}; {@link
 * dev.antiphon.sqs.Receive} is where the rules of delivery meet.
 */
@NullMarked
package dev.antiphon.sqs;

import org.jspecify.annotations.NullMarked;
