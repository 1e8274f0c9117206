/**
 * What a Task state calls: the operations of this server, other workflows, endpoints outside.
 *
 * <p>{@code execution} asks {@link dev.antiphon.states.task.TaskKinds} what a resource is, and has
 * it call; what came of the call goes back by {@link dev.antiphon.states.task.TaskOutcomes}. It
 * knows nothing of states and histories. Start reading at {@link
 * dev.antiphon.states.task.TaskKind}.
 */
@NullMarked
package dev.antiphon.states.task;

import org.jspecify.annotations.NullMarked;
