/**
 * Tests of SNS: each operation on the real engine under virtual time, with real queues behind the
 * topics. Start with {@link dev.antiphon.sns.PublishTest}.
 */
@NullMarked
package dev.antiphon.sns;

import org.jspecify.annotations.NullMarked;
