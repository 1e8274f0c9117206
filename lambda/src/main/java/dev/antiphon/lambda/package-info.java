/**
 * AWS Lambda, one class per operation.
 *
 * <p>{@code function} is what is kept of functions (versions, aliases, layers, permissions, their
 * code), {@code invocation} how one is run, at once or later, and {@code mapping} what reads queues
 * and streams for it. {@link dev.antiphon.lambda.LambdaService} puts them together. Processes are
 * the business of {@code invoker}. The module uses {@code delivery}, {@code service}, {@code
 * engine} and {@code api}; the request and response types are those of the AWS SDK.
 */
@NullMarked
package dev.antiphon.lambda;

import org.jspecify.annotations.NullMarked;
