package dev.antiphon.apigateway.definition;

import dev.antiphon.apigateway.mapping.Expression;
import java.util.List;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;

/**
 * What the authorizer of an HTTP API may be
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html).
 */
final class AuthorizerRules {
    static final int MOST = 10;

    private static final String FUNCTION =
            "arn:[a-z-]+:apigateway:[^:]+:lambda:path/.+/functions/.+/invocations"
                    + "|arn:[a-z-]+:lambda:[^:]*:[0-9]*:function:.+";

    private AuthorizerRules() {}

    /**
     * With what AWS fills in.
     *
     * @throws dev.antiphon.api.AwsException BadRequestException
     */
    static Authorizer checked(Authorizer said, List<Authorizer> others) {
        for (Authorizer other : others) {
            if (other.name().equals(said.name())
                    && !other.authorizerId().equals(said.authorizerId())) {
                throw ApiErrors.badRequest("Authorizer name must be unique.");
            }
        }
        return switch (said.authorizerType()) {
            case JWT -> jwt(said);
            case REQUEST -> request(said);
            case UNKNOWN_TO_SDK_VERSION ->
                    throw ApiErrors.badRequest("Invalid authorizerType specified");
        };
    }

    private static Authorizer jwt(Authorizer said) {
        if (said.jwtConfiguration() == null || said.jwtConfiguration().issuer() == null) {
            throw ApiErrors.badRequest("JwtConfiguration with an issuer is required for JWT");
        }
        if (!said.jwtConfiguration().issuer().matches("https?://[^\\s]+")) {
            throw ApiErrors.badRequest("Invalid issuer: it must be a URL");
        }
        if (said.jwtConfiguration().audience().isEmpty()) {
            throw ApiErrors.badRequest("Audience list must have at least 1 item");
        }
        if (said.identitySource().size() != 1) {
            throw ApiErrors.badRequest("IdentitySource must be one expression for JWT");
        }
        checkSources(said);
        return said;
    }

    private static Authorizer request(Authorizer said) {
        if (said.authorizerUri() == null || !said.authorizerUri().matches(FUNCTION)) {
            throw ApiErrors.badRequest("Invalid Authorizer URI");
        }
        if (said.authorizerPayloadFormatVersion() == null
                || !said.authorizerPayloadFormatVersion().matches("1\\.0|2\\.0")) {
            throw ApiErrors.badRequest(
                    "AuthorizerPayloadFormatVersion is a required parameter for REQUEST"
                            + " authorizers");
        }
        boolean simple = Boolean.TRUE.equals(said.enableSimpleResponses());
        if (simple && said.authorizerPayloadFormatVersion().equals("1.0")) {
            throw ApiErrors.badRequest(
                    "enableSimpleResponses flag is not supported for payload format version 1.0");
        }
        if (said.identitySource().isEmpty()
                && said.authorizerResultTtlInSeconds() != null
                && said.authorizerResultTtlInSeconds() > 0) {
            throw ApiErrors.badRequest("IdentitySource is required for authorizers with caching");
        }
        checkSources(said);
        Authorizer.Builder builder = said.toBuilder().enableSimpleResponses(simple);
        if (said.authorizerResultTtlInSeconds() == null) {
            builder.authorizerResultTtlInSeconds(0);
        }
        return builder.build();
    }

    private static void checkSources(Authorizer authorizer) {
        for (String source : authorizer.identitySource()) {
            try {
                Expression.ofRequest(source);
            } catch (IllegalArgumentException e) {
                throw ApiErrors.badRequest("Invalid mapping expression specified: " + source);
            }
            if (!source.startsWith("$")) {
                throw ApiErrors.badRequest("Invalid mapping expression specified: " + source);
            }
        }
    }
}
