/**
 * AWS Step Functions, one class per operation.
 *
 * <p>{@code language} is what a definition says, {@code expression} what its paths, templates and
 * JSONata expressions evaluate to, {@code execution} what happens when it runs. It uses {@code
 * delivery}, {@code service}, {@code engine} and {@code api}; the request and response types are
 * those of the AWS SDK.
 */
@NullMarked
package dev.antiphon.states;

import org.jspecify.annotations.NullMarked;
