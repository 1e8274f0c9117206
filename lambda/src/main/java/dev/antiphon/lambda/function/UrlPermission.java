package dev.antiphon.lambda.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a function's policy lets somebody use its URL. The account that owns the function needs
 * no statement; everybody else, and so whoever does not sign, does.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html">Control access to
 *     Lambda function URLs</a>
 */
final class UrlPermission {
    private static final JsonFactory JSON = new JsonFactory();

    private UrlPermission() {}

    /**
     * @param policy of what the URL leads to, or null for none
     * @param account of whoever has signed the request, or null where nobody has
     */
    static boolean granted(@Nullable Policy policy, FunctionUrl url, @Nullable String account) {
        if (account != null && account.equals(url.function().account())) {
            return true;
        }
        return policy != null
                && policy.statements().values().stream()
                        .map(UrlPermission::leaves)
                        .anyMatch(statement -> grants(statement, url, account));
    }

    private static boolean grants(
            Map<String, List<String>> statement, FunctionUrl url, @Nullable String account) {
        return all(statement, "Effect").contains("Allow")
                && all(statement, "Action").stream()
                        .anyMatch(action ->
                                action.equals("lambda:InvokeFunctionUrl")
                                        || action.equals("lambda:*"))
                && all(statement, "Principal", "Principal.AWS").stream()
                        .anyMatch(principal -> names(principal, account))
                && all(statement, "Condition.StringEquals.lambda:FunctionUrlAuthType").stream()
                        .allMatch(url.authType()::equals);
    }

    private static boolean names(String principal, @Nullable String account) {
        return principal.equals("*")
                || (account != null
                        && (principal.equals(account)
                                || principal.startsWith("arn:aws:iam::" + account + ":")));
    }

    private static List<String> all(Map<String, List<String>> leaves, String... paths) {
        List<String> values = new ArrayList<>();
        for (String path : paths) {
            values.addAll(leaves.getOrDefault(path, List.of()));
        }
        return values;
    }

    /** The texts of a statement by the names that lead to them. */
    private static Map<String, List<String>> leaves(String statement) {
        Map<String, List<String>> leaves = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(statement)) {
            parser.nextToken();
            read(parser, "", leaves);
        } catch (IOException e) {
            throw new IllegalStateException("a statement of our own is JSON", e);
        }
        return leaves;
    }

    private static void read(JsonParser parser, String path, Map<String, List<String>> leaves)
            throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    read(parser, path.isEmpty() ? name : path + "." + name, leaves);
                }
            }
            case START_ARRAY -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    read(parser, path, leaves);
                }
            }
            default -> leaves.computeIfAbsent(path, any -> new ArrayList<>()).add(parser.getText());
        }
    }
}
