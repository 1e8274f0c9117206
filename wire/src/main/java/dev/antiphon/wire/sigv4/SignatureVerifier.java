package dev.antiphon.wire.sigv4;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.Authenticator;
import dev.antiphon.wire.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests pass that are signed with a key of the ring, for the service that they go to, now,
 * and that are what was signed. All others get the error that AWS has for them.
 *
 * <p>The signature may stand in the Authorization header or, presigned, in the query string. The
 * body is covered by its hash; or by the signatures of its chunks; or the client says that it is
 * not covered, which is signed too.
 */
public final class SignatureVerifier {
    /** How far a client's clock may be off, and how long a request may be on its way. */
    static final Duration SKEW = Duration.ofMinutes(15);

    /** Each is looked for among all headers, and a client can name one again and again. */
    private static final int MOST_HEADERS = 200;

    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private final Keyring keyring;
    private final InstantSource clock;
    private final SigningKeys keys = new SigningKeys();

    public SignatureVerifier(Keyring keyring, InstantSource clock) {
        this.keyring = keyring;
        this.clock = clock;
    }

    /**
     * A request that may go on.
     *
     * @param request with its body as it was before it was cut into signed chunks; otherwise the
     *     one that came
     * @param credentials whose it is
     * @param region that it is signed for
     */
    public record Verified(HttpRequest request, Credentials credentials, String region) {}

    /** The verifier as the wire asks it. */
    public Authenticator authenticator() {
        return (request, service) -> {
            Verified verified = verify(request, service);
            Credentials credentials = verified.credentials();
            return new Authenticator.Signer(
                    credentials.account(), verified.region(), credentials.accessKeyId());
        };
    }

    /**
     * Verifies a request.
     *
     * @param service the name that it must be signed for, such as {@code sqs}
     * @throws AwsException if it is refused
     */
    public Verified verify(HttpRequest request, String service) {
        SignatureErrors errors = SignatureErrors.of(request, service);
        Signed signed = new SignatureReader(request, errors).read();
        Credentials credentials = credentials(signed, errors);
        checkScope(signed, service, errors);
        checkTime(signed, errors);
        String payload = payload(request, signed);
        SecretKeySpec key = keys.key(credentials, signed.scope());
        checkPayload(request, payload, errors);
        checkSignature(request, signed, canonicalPayload(request, payload), key, errors);
        return new Verified(
                decoded(request, payload, signed, key, errors),
                credentials,
                signed.scope().region());
    }

    private Credentials credentials(Signed signed, SignatureErrors errors) {
        Credentials credentials = keyring.find(signed.scope().accessKeyId());
        if (credentials == null) {
            throw errors.unknownKey();
        }
        String expected = Objects.requireNonNullElse(credentials.sessionToken(), "");
        String given = Objects.requireNonNullElse(signed.sessionToken(), "");
        if (!SigningKeys.same(expected, given)) {
            throw errors.unknownKey();
        }
        return credentials;
    }

    private static void checkScope(Signed signed, String service, SignatureErrors errors) {
        Scope scope = signed.scope();
        if (!scope.service().equals(service)) {
            throw errors.mismatch(
                    "Credential should be scoped to correct service: '" + service + "'. ");
        }
        if (scope.region().isEmpty()) {
            throw errors.mismatch("Credential should be scoped to a valid region. ");
        }
        String day = signed.date().substring(0, 8);
        if (!scope.date().equals(day)) {
            throw errors.mismatch(
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of"
                            + " date from HTTP: '"
                            + scope.date()
                            + "' != '"
                            + day
                            + "', from '"
                            + signed.date()
                            + "'.");
        }
        if (signed.headers().size() > MOST_HEADERS) {
            throw errors.mismatch("Too many headers are signed.");
        }
        if (!signed.headers().contains("host")) {
            throw errors.mismatch(
                    "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
    }

    private void checkTime(Signed signed, SignatureErrors errors) {
        Instant now = clock.instant();
        Instant latest = now.plus(SKEW);
        if (signed.at().isAfter(latest)) {
            throw errors.mismatch(
                    "Signature not yet current: "
                            + signed.date()
                            + " is still later than "
                            + SignatureReader.basic(latest)
                            + " ("
                            + SignatureReader.basic(now)
                            + " + 15 min.)");
        }
        Duration expires = signed.expires();
        if (expires != null) {
            Instant end = signed.at().plus(expires);
            if (end.isBefore(now)) {
                throw errors.mismatch(
                        "Signature expired: "
                                + SignatureReader.basic(end)
                                + " is now earlier than "
                                + SignatureReader.basic(now));
            }
            return;
        }
        Instant earliest = now.minus(SKEW);
        if (signed.at().isBefore(earliest)) {
            throw errors.mismatch(
                    "Signature expired: "
                            + signed.date()
                            + " is now earlier than "
                            + SignatureReader.basic(earliest)
                            + " ("
                            + SignatureReader.basic(now)
                            + " - 15 min.)");
        }
    }

    /** What the client says of its body, or null where it says nothing. */
    private static @Nullable String payload(HttpRequest request, Signed signed) {
        String header = request.header("x-amz-content-sha256");
        if (header != null) {
            return header;
        }
        // Who presigns for S3 does not know the body yet.
        return signed.presigned() && signed.scope().service().equals("s3") ? UNSIGNED : null;
    }

    private static boolean uncovered(@Nullable String payload) {
        return UNSIGNED.equals(payload) || ChunkedBody.Form.of(payload) != null;
    }

    private static void checkPayload(
            HttpRequest request, @Nullable String payload, SignatureErrors errors) {
        if (payload != null
                && !uncovered(payload)
                && !SigningKeys.same(payload, SigningKeys.sha256(request.sent()))) {
            throw errors.mismatch();
        }
    }

    private static String canonicalPayload(HttpRequest request, @Nullable String payload) {
        return payload == null ? SigningKeys.sha256(request.sent()) : payload;
    }

    private static void checkSignature(
            HttpRequest request,
            Signed signed,
            String payload,
            SecretKeySpec key,
            SignatureErrors errors) {
        String toSign =
                Signed.ALGORITHM
                        + "\n"
                        + signed.date()
                        + "\n"
                        + signed.scope().text()
                        + "\n"
                        + SigningKeys.sha256(CanonicalRequest.of(request, signed, payload));
        if (!SigningKeys.same(SigningKeys.sign(key, toSign), signed.signature())) {
            throw errors.mismatch();
        }
    }

    private static HttpRequest decoded(
            HttpRequest request,
            @Nullable String payload,
            Signed signed,
            SecretKeySpec key,
            SignatureErrors errors) {
        ChunkedBody.Form form = ChunkedBody.Form.of(payload);
        if (form == null) {
            return request;
        }
        byte[] body;
        try {
            body = new ChunkedBody(request.sent(), form, signed, key).decode();
        } catch (ChunkedBody.Broken e) {
            throw e.signature()
                    ? errors.mismatch()
                    : AwsException.sender(
                            "IncompleteBody",
                            "The request body is not in the aws-chunked coding: " + e.getMessage());
        }
        String length = request.header("x-amz-decoded-content-length");
        if (length != null && !length.equals(Integer.toString(body.length))) {
            throw AwsException.sender(
                    "IncompleteBody",
                    "You did not provide the number of bytes specified by the"
                            + " x-amz-decoded-content-length HTTP header");
        }
        return new HttpRequest(
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                body,
                request.sent(),
                request.scheme(),
                request.remote());
    }
}
