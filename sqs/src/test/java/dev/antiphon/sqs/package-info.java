/**
 * Tests of SQS: each operation on the real engine under virtual time, and the rules of messages and
 * attributes as tables. Start with {@link dev.antiphon.sqs.CreateQueueTest}.
 */
@NullMarked
package dev.antiphon.sqs;

import org.jspecify.annotations.NullMarked;
