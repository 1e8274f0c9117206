package dev.antiphon.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Real signatures, for endpoints that verify them. Not for several threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
final class SigV4 implements Signing {
    static final String SIGNED_HEADERS = "content-type;host;x-amz-date;x-amz-target";
    private static final String HMAC = "HmacSHA256";
    private static final DateTimeFormatter TIMES =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final String accessKeyId;
    private final String secretAccessKey;
    private final String region;
    private final String authority;
    private final InstantSource clock;
    private final MessageDigest sha256;
    private final Mac mac;

    // Of the present second and the present day; both change rarely.
    private long second = -1;
    private String time = "";
    private String day = "";
    private final Map<Operation.Service, byte[]> dayKeys = new EnumMap<>(Operation.Service.class);

    SigV4(
            String accessKeyId,
            String secretAccessKey,
            String region,
            String authority,
            InstantSource clock) {
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
        this.region = region;
        this.authority = authority;
        this.clock = clock;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
            this.mac = Mac.getInstance(HMAC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    @Override
    public void write(Operation operation, byte[] body, int length, ByteBuffer out) {
        readTime();
        String service = operation.service().signingName();
        String scope = day + "/" + region + "/" + service + "/aws4_request";
        String canonical =
                "POST\n/\n\ncontent-type:"
                        + Requests.CONTENT_TYPE
                        + "\nhost:"
                        + authority
                        + "\nx-amz-date:"
                        + time
                        + "\nx-amz-target:"
                        + operation.target()
                        + "\n\n"
                        + SIGNED_HEADERS
                        + "\n"
                        + hash(body, length);
        byte[] text = canonical.getBytes(StandardCharsets.UTF_8);
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hash(text, text.length);
        String headers =
                "X-Amz-Date: "
                        + time
                        + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential="
                        + accessKeyId
                        + "/"
                        + scope
                        + ", SignedHeaders="
                        + SIGNED_HEADERS
                        + ", Signature="
                        + HexFormat.of().formatHex(hmac(key(operation.service()), toSign))
                        + "\r\n";
        out.put(headers.getBytes(StandardCharsets.US_ASCII));
    }

    private void readTime() {
        Instant now = clock.instant();
        if (now.getEpochSecond() == second) {
            return;
        }
        second = now.getEpochSecond();
        time = TIMES.format(now);
        String today = time.substring(0, 8);
        if (!today.equals(day)) {
            day = today;
            dayKeys.clear();
        }
    }

    private byte[] key(Operation.Service service) {
        return dayKeys.computeIfAbsent(
                service,
                _ -> {
                    byte[] secret = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
                    byte[] regional = hmac(hmac(secret, day), region);
                    return hmac(hmac(regional, service.signingName()), "aws4_request");
                });
    }

    private String hash(byte[] bytes, int length) {
        sha256.update(bytes, 0, length);
        return HexFormat.of().formatHex(sha256.digest());
    }

    private byte[] hmac(byte[] key, String text) {
        try {
            mac.init(new SecretKeySpec(key, HMAC));
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("the secret key cannot be used", e);
        }
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
