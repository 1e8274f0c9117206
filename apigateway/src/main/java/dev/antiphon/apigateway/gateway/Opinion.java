package dev.antiphon.apigateway.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a function said of somebody. */
sealed interface Opinion {
    /**
     * @param arn of what is asked for
     */
    Verdict verdict(String arn);

    /** Yes or no. */
    record Simple(boolean authorized, Identity identity) implements Opinion {
        @Override
        public Verdict verdict(String arn) {
            return authorized
                    ? new Verdict.Allowed(identity)
                    : new Verdict.Refused(Answers.FORBIDDEN);
        }
    }

    /** A policy: what is denied is denied, and what nothing allows as well. */
    record ByPolicy(List<Statement> statements, Identity identity) implements Opinion {
        @Override
        public Verdict verdict(String arn) {
            boolean allowed = false;
            for (Statement statement : statements) {
                if (statement.covers(arn)) {
                    if (!statement.allow) {
                        return new Verdict.Refused(Answers.FORBIDDEN);
                    }
                    allowed = true;
                }
            }
            return allowed ? new Verdict.Allowed(identity) : new Verdict.Refused(Answers.FORBIDDEN);
        }
    }

    /** A statement of a policy about {@code execute-api:Invoke}. */
    record Statement(boolean allow, List<Pattern> resources) {
        boolean covers(String arn) {
            return resources.stream().anyMatch(resource -> resource.matcher(arn).matches());
        }
    }

    /** Null if it says nothing that could be understood. */
    static @Nullable Opinion simple(Map<String, @Nullable Object> said) {
        return said.get("isAuthorized") instanceof Boolean authorized
                ? new Simple(authorized, new Identity.Known("", context(said)))
                : null;
    }

    /** Null if it says nothing that could be understood. */
    static @Nullable Opinion policy(Map<String, @Nullable Object> said) {
        if (!(said.get("principalId") instanceof String principal)
                || !(said.get("policyDocument") instanceof Map<?, ?> document)) {
            return null;
        }
        List<Statement> statements = new ArrayList<>();
        for (Object each : list(document.get("Statement"))) {
            if (!(each instanceof Map<?, ?> statement)) {
                return null;
            }
            boolean invoke =
                    patterns(statement.get("Action")).stream()
                            .anyMatch(action -> action.matcher("execute-api:Invoke").matches());
            if (invoke) {
                statements.add(
                        new Statement(
                                "Allow".equals(statement.get("Effect")),
                                patterns(statement.get("Resource"))));
            }
        }
        return new ByPolicy(statements, new Identity.Known(principal, context(said)));
    }

    @SuppressWarnings("unchecked") // the names in an object are texts
    private static Map<String, @Nullable Object> context(Map<String, @Nullable Object> said) {
        return said.get("context") instanceof Map<?, ?> context
                ? (Map<String, @Nullable Object>) context
                : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list ? list : List.of(value);
    }

    /** With stars and question marks for any text and any character. */
    private static List<Pattern> patterns(@Nullable Object value) {
        List<Pattern> patterns = new ArrayList<>();
        for (Object text : list(value)) {
            String quoted = Pattern.quote(String.valueOf(text));
            patterns.add(
                    Pattern.compile(
                            quoted.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"),
                            Pattern.DOTALL));
        }
        return patterns;
    }
}
