package dev.antiphon.server;

import dev.antiphon.delivery.Signer;
import dev.antiphon.delivery.Signing;
import dev.antiphon.engine.AwaitedCall;
import dev.antiphon.engine.Engine;
import dev.antiphon.engine.Outcome;
import dev.antiphon.sns.SigningIdentity;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The key that topics' messages are signed with. The pair is made when it is first needed, which
 * takes a good part of a second, and kept as a row from then on ({@code
 * docs/decisions/009-one-key-signs-for-all-topics.md}). Waits for the disk the first time: not for
 * a partition or an event loop, unless {@link #prepare} was called.
 */
final class SigningKey implements Signer {
    /** What AWS's certificate is for; verifiers look at it. */
    private static final String SUBJECT = "CN=sns.amazonaws.com";

    private static final Duration VALID = Duration.ofDays(3650);

    private final CompletableFuture<Engine> engine = new CompletableFuture<>();
    private volatile @Nullable Known known;

    private record Known(String certificate, PrivateKey key) {}

    /** Says where the pair is kept, before anything is to be signed. */
    void keptBy(Engine opened) {
        engine.complete(opened);
    }

    /** Makes the pair, if there is none yet. */
    void prepare() {
        known();
    }

    /** In PEM. */
    String certificate() {
        return known().certificate;
    }

    @Override
    public String sign(byte[] text, Signing.Algorithm algorithm) {
        try {
            Signature signature = Signature.getInstance(algorithm.toString());
            signature.initSign(known().key);
            signature.update(text);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a message could not be signed", e);
        }
    }

    private Known known() {
        Known present = known;
        return present == null ? find() : present;
    }

    private synchronized Known find() {
        Known present = known;
        if (present != null) {
            return present;
        }
        SigningIdentity identity = SigningIdentity.find(engine.join());
        if (identity == null) {
            SigningIdentity made = made();
            AwaitedCall<SigningIdentity> keeping =
                    new AwaitedCall<>(tx -> Outcome.reply(SigningIdentity.keep(tx, made)), 0);
            engine.join().submit(SigningIdentity.ADDRESS, keeping);
            identity = keeping.answer().join();
        }
        Known found = new Known(identity.certificate(), key(identity));
        known = found;
        return found;
    }

    private static SigningIdentity made() {
        try {
            Instant now = Instant.now();
            X509Bundle pair =
                    new CertificateBuilder()
                            .subject(SUBJECT)
                            .algorithm(CertificateBuilder.Algorithm.rsa2048)
                            .notBefore(now.minus(Duration.ofDays(1)))
                            .notAfter(now.plus(VALID))
                            .setIsCertificateAuthority(true)
                            .buildSelfSigned();
            return new SigningIdentity(
                    pair.getCertificatePEM(), pair.getKeyPair().getPrivate().getEncoded());
        } catch (Exception e) { // so the builder declares
            throw new IllegalStateException("no key to sign with could be made", e);
        }
    }

    private static PrivateKey key(SigningIdentity identity) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(identity.privateKey()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key to sign with cannot be read", e);
        }
    }
}
