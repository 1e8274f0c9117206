package dev.antiphon.apigateway.gateway;

import dev.antiphon.api.Caller;
import dev.antiphon.apigateway.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an authorizer found out about a request. */
sealed interface Identity {
    /** What functions get to know of it in payload format 2.0; null for nothing. */
    @Nullable Map<String, @Nullable Object> members();

    /** {@code $context.authorizer.NAME}. */
    @Nullable String value(String name);

    /** What is known of who signed, by its name in payload format 2.0. */
    default @Nullable String iam(String name) {
        return null;
    }

    /** The members as JSON, or null. */
    default @Nullable String json() {
        Map<String, @Nullable Object> members = members();
        return members == null
                ? null
                : new String(Json.bytes(json -> Json.write(json, members)), StandardCharsets.UTF_8);
    }

    record Unknown() implements Identity {
        @Override
        public @Nullable Map<String, @Nullable Object> members() {
            return null;
        }

        @Override
        public @Nullable String value(String name) {
            return null;
        }
    }

    /**
     * @param claims of a token, all as texts
     * @param scopes those of the token that the route asks for, or null if it asks for none
     */
    record Token(Map<String, String> claims, @Nullable List<String> scopes) implements Identity {
        @Override
        public Map<String, @Nullable Object> members() {
            Map<String, @Nullable Object> jwt = new LinkedHashMap<>();
            jwt.put("claims", claims);
            jwt.put("scopes", scopes);
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            members.put("jwt", jwt);
            return members;
        }

        @Override
        public @Nullable String value(String name) {
            return name.startsWith("claims.") ? claims.get(name.substring(7)) : null;
        }
    }

    /**
     * @param context what a function said about it
     */
    record Known(String principal, Map<String, @Nullable Object> context) implements Identity {
        @Override
        public Map<String, @Nullable Object> members() {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            members.put("lambda", context);
            return members;
        }

        @Override
        public @Nullable String value(String name) {
            if (name.equals("principalId")) {
                return principal;
            }
            Object value = context.get(name);
            return value == null ? null : value.toString();
        }
    }

    /** Who signed the request. */
    record Signer(Caller caller) implements Identity {
        @Override
        public Map<String, @Nullable Object> members() {
            Map<String, @Nullable Object> iam = new LinkedHashMap<>();
            for (String name : List.of("accessKey", "accountId", "callerId")) {
                iam.put(name, iam(name));
            }
            iam.put("cognitoIdentity", null);
            iam.put("principalOrgId", null);
            iam.put("userArn", iam("userArn"));
            iam.put("userId", iam("userId"));
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            members.put("iam", iam);
            return members;
        }

        @Override
        public @Nullable String value(String name) {
            return null;
        }

        @Override
        public @Nullable String iam(String name) {
            return switch (name) {
                case "accessKey" -> caller.accessKeyId();
                case "accountId", "callerId", "userId" -> caller.account();
                case "userArn" -> "arn:aws:iam::" + caller.account() + ":root";
                default -> null;
            };
        }
    }
}
