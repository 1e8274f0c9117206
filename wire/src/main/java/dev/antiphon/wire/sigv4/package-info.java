/**
 * AWS Signature Version 4, from the receiving side: whether a request comes from the holder of a
 * key that we know.
 *
 * <p>It may use {@code api} and the request of {@code wire}. Start with {@link
 * dev.antiphon.wire.sigv4.SignatureVerifier}; what is signed is in {@code CanonicalRequest}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">Signature
 *     Version 4</a>
 */
@NullMarked
package dev.antiphon.wire.sigv4;

import org.jspecify.annotations.NullMarked;
