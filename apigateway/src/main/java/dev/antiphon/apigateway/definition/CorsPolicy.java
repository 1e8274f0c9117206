package dev.antiphon.apigateway.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;

/** What a CORS configuration may say. */
final class CorsPolicy {
    private CorsPolicy() {}

    /**
     * @throws dev.antiphon.api.AwsException BadRequestException
     */
    static void check(@Nullable Cors cors) {
        if (cors == null) {
            return;
        }
        for (String origin : cors.allowOrigins()) {
            if (!origin.equals("*") && !origin.matches("[a-z][a-z0-9+.-]*://.+")) {
                throw ApiErrors.badRequest("Invalid origin value in allowOrigins: " + origin);
            }
        }
        for (String method : cors.allowMethods()) {
            if (!method.equals("*") && !RouteKey.METHODS.contains(method)) {
                throw ApiErrors.badRequest("Invalid method value in allowMethods: " + method);
            }
        }
        if (Boolean.TRUE.equals(cors.allowCredentials())
                && (any(cors.allowOrigins())
                        || any(cors.allowMethods())
                        || any(cors.allowHeaders())
                        || any(cors.exposeHeaders()))) {
            throw ApiErrors.badRequest(
                    "allowCredentials is not supported for wildcards in allowOrigins,"
                            + " allowMethods, allowHeaders or exposeHeaders");
        }
    }

    private static boolean any(List<String> values) {
        return values.contains("*");
    }
}
