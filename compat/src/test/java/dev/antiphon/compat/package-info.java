/**
 * Official SDKs and tools against the packaged server, and what the server promises to those who
 * kill it.
 *
 * <p>Nothing here knows a class of the server: it is a child process ({@link
 * dev.antiphon.compat.AntiphonServer}), started from the jars that the launcher runs. What clients
 * see is described once, in scenarios that speak the Java SDK's {@code SqsClient} ({@link
 * dev.antiphon.compat.EveryOperation} first); an {@link dev.antiphon.compat.Sdk} makes that client
 * of whatever really does the calls: the SDK itself, or boto3, the JavaScript SDK and the CLI in
 * processes of their own. {@link dev.antiphon.compat.crash.CrashTest} stands beside them.
 */
@NullMarked
package dev.antiphon.compat;

import org.jspecify.annotations.NullMarked;
