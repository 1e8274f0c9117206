/**
 * The load generator: it drives a server of queues or workflows, ours or another's, with prepared
 * requests from one event loop, and checks what it measures.
 *
 * <p>It shares the machine with the server, so every microsecond that it takes is one that the
 * server lacks: one thread, no HTTP library, no JSON library on the way of a message, requests that
 * are copied together from prepared parts. It knows the server by its wire only and may use no
 * module of ours, so that it measures any endpoint by the same rule.
 *
 * <p>Start reading at {@link dev.antiphon.bench.Load}, the command line, and at {@link
 * dev.antiphon.bench.SendRun}, the simplest of the runs. {@link dev.antiphon.bench.EventLoop} and
 * {@link dev.antiphon.bench.Connection} are the client, {@link dev.antiphon.bench.Ledger} is what
 * remembers which message was acknowledged and which was seen. {@link dev.antiphon.bench.Memory}
 * starts and kills servers to see what they need.
 */
@NullMarked
package dev.antiphon.bench;

import org.jspecify.annotations.NullMarked;
