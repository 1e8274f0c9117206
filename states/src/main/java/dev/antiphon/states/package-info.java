/**
 * AWS Step Functions, one class per operation.
 *
 * <p>{@code expression} is what paths, templates and JSONata evaluate to, {@code language} what a
 * definition says, {@code machine} what is kept of definitions, {@code task} what a Task state may
 * call, and {@code execution} what happens when a definition runs. {@link
 * dev.antiphon.states.StatesService} puts them together. The module uses {@code delivery}, {@code
 * service}, {@code engine} and {@code api}; the request and response types are those of the AWS
 * SDK.
 */
@NullMarked
package dev.antiphon.states;

import org.jspecify.annotations.NullMarked;
