/**
 * What the server promises to those who kill it: a workload of many clients, a server that is
 * killed under it again and again, and a ledger of all that was promised.
 *
 * <p>{@link dev.antiphon.compat.crash.CrashTest} is where to start reading. Each {@link
 * dev.antiphon.compat.crash.Traffic} is one kind of use with senders, receivers and a
 * reconciliation of its own; {@link dev.antiphon.compat.crash.Tracked} is what is known of one
 * message. Only answers count: a call whose answer was lost may have happened or not, and nothing
 * is asserted of it.
 */
@NullMarked
package dev.antiphon.compat.crash;

import org.jspecify.annotations.NullMarked;
