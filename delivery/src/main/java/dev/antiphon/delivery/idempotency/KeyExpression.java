package dev.antiphon.delivery.idempotency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPath;
import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.RuntimeConfiguration;
import io.burt.jmespath.jackson.JacksonRuntime;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JMESPath that finds the key in an event. A key is remembered as a digest, so it may be as large
 * as it likes; members of objects are put in order before, and the expression itself is part of it,
 * so that what another expression found is never taken for the same.
 *
 * <p>Tags hold little more than letters, digits and {@code _.:/=+-@}. So names with a hyphen in a
 * path need not be quoted, and what tags cannot hold at all may be given in Base64.
 *
 * @see <a href="https://jmespath.org/specification.html">JMESPath specification</a>
 */
public final class KeyExpression {
    private static final JmesPath<JsonNode> JMESPATH =
            new JacksonRuntime(RuntimeConfiguration.builder().withSilentTypeErrors(true).build());

    private static final ObjectMapper SORTED =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private static final String ENCODED = "base64:";
    private static final Pattern PATH = Pattern.compile("[\\w-]+(\\.[\\w-]+)*");
    private static final Pattern HYPHENATED = Pattern.compile("\\w*-[\\w-]*");

    /**
     * Every comma may double what an expression makes of an event, and it runs on the partition's
     * thread.
     */
    private static final int MOST_COMMAS = 6;

    private final String text;
    private final Expression<JsonNode> expression;

    private KeyExpression(String text, Expression<JsonNode> expression) {
        this.text = text;
        this.expression = expression;
    }

    static KeyExpression parse(String given) throws InvalidIdempotencyException {
        String text = decoded(given);
        if (text.chars().filter(character -> character == ',').count() > MOST_COMMAS) {
            throw invalid(given, "it has more than " + MOST_COMMAS + " commas");
        }
        String quoted =
                PATH.matcher(text).matches()
                        ? HYPHENATED
                                .matcher(text)
                                .replaceAll(name -> Matcher.quoteReplacement(quote(name.group())))
                        : text;
        try {
            return new KeyExpression(text, JMESPATH.compile(quoted));
        } catch (JmesPathException e) {
            throw invalid(given, e.getMessage());
        }
    }

    private static String quote(String name) {
        return '"' + name + '"';
    }

    private static String decoded(String given) throws InvalidIdempotencyException {
        if (!given.startsWith(ENCODED)) {
            return given;
        }
        try {
            byte[] text = Base64.getDecoder().decode(given.substring(ENCODED.length()));
            return new String(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid(given, "what follows " + ENCODED + " is not Base64");
        }
    }

    private static InvalidIdempotencyException invalid(String given, @Nullable String reason) {
        return new InvalidIdempotencyException(
                "The tag "
                        + Idempotency.KEY
                        + " is not a valid JMESPath expression: '"
                        + given
                        + "': "
                        + reason);
    }

    /**
     * The digest of the key of an event.
     *
     * @param scope within which keys are compared
     * @return null if it has no key, or only an empty one
     */
    public @Nullable String in(JsonNode event, String scope) {
        JsonNode key = found(event);
        if (key == null || isMissing(key)) {
            return null;
        }
        MessageDigest digest = sha256();
        digest.update(scope.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            SORTED.writeValue(out, key);
        } catch (IOException e) {
            throw new UncheckedIOException("a digest takes all that is written to it", e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
    }

    private @Nullable JsonNode found(JsonNode event) {
        try {
            return expression.search(event);
        } catch (JmesPathException e) {
            return null; // a function that cannot be applied to what this event has there
        }
    }

    /** As Powertools decides it: an empty text or a list of nothing tells nobody apart. */
    private static boolean isMissing(JsonNode key) {
        if (key.isTextual()) {
            return key.textValue().isEmpty();
        }
        if (key.isArray()) {
            for (JsonNode element : key) {
                if (!element.isNull()) {
                    return false;
                }
            }
            return true;
        }
        return key.isNull() || key.isMissingNode() || (key.isObject() && key.isEmpty());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyExpression that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
