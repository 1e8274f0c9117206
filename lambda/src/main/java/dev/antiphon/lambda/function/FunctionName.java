package dev.antiphon.lambda.function;

import dev.antiphon.api.Arn;
import dev.antiphon.api.Caller;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The function that a request names, by its name, by a part of its ARN ({@code
 * 123456789012:function:NAME}) or by all of it, with a qualifier in it or beside it.
 *
 * @param qualifier {@code $LATEST}, a number or an alias; null where none was said
 */
public record FunctionName(String account, String region, String name, @Nullable String qualifier) {
    static final String LATEST = "$LATEST";

    private static final String PREFIX = "arn:";
    private static final String KIND = "function";

    /**
     * @param functionName as it passed the model's pattern
     * @param qualifier what the request has beside the name, or null
     * @throws dev.antiphon.api.AwsException InvalidParameterValueException for two qualifiers that
     *     differ, ResourceNotFoundException for another region's function
     */
    public static FunctionName parse(
            String functionName, @Nullable String qualifier, Caller caller) {
        Deque<String> parts = new ArrayDeque<>(Arrays.asList(functionName.split(":")));
        if (functionName.startsWith(PREFIX)) {
            // arn, partition and service
            parts.remove();
            parts.remove();
            parts.remove();
        }
        String region = caller.region();
        if (parts.size() > 2 && isRegion(parts.getFirst())) {
            region = parts.remove();
        }
        String account = caller.account();
        if (parts.size() > 1 && isAccount(parts.getFirst())) {
            account = parts.remove();
        }
        if (parts.size() > 1 && parts.getFirst().equals(KIND)) {
            parts.remove();
        }
        String name = parts.remove();
        String derived = parts.poll();
        if (derived != null && qualifier != null && !derived.equals(qualifier)) {
            throw LambdaErrors.invalid(
                    "The derived qualifier from the function name does not match the specified"
                            + " qualifier.");
        }
        if (!region.equals(caller.region())) {
            throw LambdaErrors.notFound(
                    "Functions from '"
                            + region
                            + "' are not reachable in this region ('"
                            + caller.region()
                            + "')");
        }
        return new FunctionName(account, region, name, derived == null ? qualifier : derived);
    }

    /** The function of an ARN, perhaps with a qualifier, or null where it is none's. */
    public static @Nullable FunctionName find(String text) {
        Arn arn = Arn.find(text);
        String[] parts = arn == null ? new String[0] : arn.resource().split(":", -1);
        return arn != null
                        && (parts.length == 2 || parts.length == 3)
                        && parts[0].equals(KIND)
                        && !parts[1].isEmpty()
                ? new FunctionName(
                        arn.account(), arn.region(), parts[1], parts.length == 3 ? parts[2] : null)
                : null;
    }

    private static boolean isRegion(String part) {
        return part.matches("[a-z]+(-[a-z]+)+-\\d");
    }

    private static boolean isAccount(String part) {
        return part.matches("\\d{12}");
    }

    /** Without a qualifier: the entity that all of a function is routed by. */
    public String arn() {
        return key().arn();
    }

    /** With the qualifier, if there is one. */
    public String qualifiedArn() {
        return qualifier == null ? arn() : arn() + ":" + qualifier;
    }

    /** The qualifier, or that of the unpublished version. */
    String qualifierOrLatest() {
        return qualifier == null ? LATEST : qualifier;
    }

    FunctionKey key() {
        return new FunctionKey(account, region, name);
    }

    QualifiedKey qualified() {
        return new QualifiedKey(key(), qualifierOrLatest());
    }

    /** Whether a qualifier is that of a version rather than of an alias. */
    static boolean isVersion(String qualifier) {
        return qualifier.equals(LATEST) || qualifier.chars().allMatch(Character::isDigit);
    }
}
