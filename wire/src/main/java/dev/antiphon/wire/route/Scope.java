package dev.antiphon.wire.route;

import dev.antiphon.api.Caller;
import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.codec.UrlEncoded;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom a signature names: {@code AKID/20260101/us-east-1/sqs/aws4_request}. It is read here and
 * verified elsewhere.
 *
 * @param region null if the signature names none
 * @param service the signing name, null if the request is not signed
 */
public record Scope(String accessKeyId, @Nullable String region, @Nullable String service) {
    private static final Scope UNSIGNED = new Scope(Caller.ANONYMOUS, null, null);
    private static final String NOBODY = "000000000000";
    private static final String CREDENTIAL = "Credential=";
    private static final String PRESIGNED = "X-Amz-Credential=";
    private static final int ACCOUNT_DIGITS = 12;

    public static Scope of(HttpRequest request) {
        String authorization = request.header("authorization");
        if (authorization != null) {
            int at = authorization.indexOf(CREDENTIAL);
            return at < 0 ? UNSIGNED : parse(authorization, at + CREDENTIAL.length());
        }
        int at = request.query().indexOf(PRESIGNED);
        if (at < 0) {
            return UNSIGNED;
        }
        int from = at + PRESIGNED.length();
        int to = request.query().indexOf('&', from);
        String value = request.query().substring(from, to < 0 ? request.query().length() : to);
        return parse(UrlEncoded.decodePath(value), 0);
    }

    private static Scope parse(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != ',' && text.charAt(end) != ' ') {
            end++;
        }
        // From the end: an access key may hold slashes, what follows it may not.
        int terminator = text.lastIndexOf('/', end - 1);
        int service = text.lastIndexOf('/', terminator - 1);
        int region = text.lastIndexOf('/', service - 1);
        if (region <= from) {
            return UNSIGNED;
        }
        int date = text.lastIndexOf('/', region - 1);
        String name = text.substring(service + 1, terminator).toLowerCase(Locale.ROOT);
        if (name.isEmpty() || region + 1 == service) {
            return UNSIGNED;
        }
        if (date < from) {
            // SigV4A signs for several regions and names none.
            return new Scope(text.substring(from, region), null, name);
        }
        return new Scope(text.substring(from, date), text.substring(region + 1, service), name);
    }

    /** An access key id of twelve digits is an account, so that tests can be several. */
    public String account() {
        return isAccount(accessKeyId) ? accessKeyId : NOBODY;
    }

    static boolean isAccount(String text) {
        if (text.length() != ACCOUNT_DIGITS) {
            return false;
        }
        for (int i = 0; i < ACCOUNT_DIGITS; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
