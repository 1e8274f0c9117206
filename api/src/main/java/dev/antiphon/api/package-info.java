/**
 * What services and the wire both speak of, and nothing else: AWS's errors, who calls, and ARNs.
 *
 * <p>It depends on no other module. Start with {@link dev.antiphon.api.AwsException}.
 */
@NullMarked
package dev.antiphon.api;

import org.jspecify.annotations.NullMarked;
