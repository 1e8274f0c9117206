/**
 * What is kept of definitions: state machines with their revisions, versions and aliases, and
 * activities, with their tags.
 *
 * <p>All that belongs to a machine is on the partition of its ARN and published, so that an
 * execution begins wherever its own ARN leads, without a hop. It depends on {@code language}. Start
 * reading at {@link dev.antiphon.states.machine.Machine} and {@link
 * dev.antiphon.states.machine.Executable}.
 */
@NullMarked
package dev.antiphon.states.machine;

import org.jspecify.annotations.NullMarked;
