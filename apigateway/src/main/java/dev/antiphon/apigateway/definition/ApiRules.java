package dev.antiphon.apigateway.definition;

import dev.antiphon.engine.Tx;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.IpAddressType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

/** What an API may be. */
final class ApiRules {
    private static final String SELECTION = "${request.method} ${request.path}";
    private static final String KEY_SELECTION = "$request.header.x-api-key";

    private ApiRules() {}

    /**
     * @throws dev.antiphon.api.AwsException BadRequestException
     */
    static void check(CreateApiRequest request) {
        if (request.protocolType() != ProtocolType.HTTP) {
            throw ApiErrors.badRequest(
                    "This server has HTTP APIs, and none of protocol type "
                            + request.protocolTypeAsString());
        }
        boolean half = request.routeKey() != null || request.credentialsArn() != null;
        if (half && request.target() == null) {
            throw ApiErrors.badRequest(
                    "Target must be specified together with RouteKey or CredentialsArn");
        }
    }

    /**
     * Stages an API, with what AWS fills in.
     *
     * @throws dev.antiphon.api.AwsException BadRequestException
     */
    static ApiRow put(Tx tx, ApiRow row) {
        Api said = row.api();
        checkLength("Name", said.name(), 128);
        checkLength("Description", said.description(), 1024);
        checkLength("Version", said.version(), 64);
        if (said.routeSelectionExpression() != null
                && !said.routeSelectionExpression().equals(SELECTION)) {
            throw ApiErrors.badRequest(
                    "Invalid routeSelectionExpression: for HTTP APIs it is " + SELECTION);
        }
        CorsPolicy.check(said.corsConfiguration());
        Api.Builder api = said.toBuilder().routeSelectionExpression(SELECTION);
        if (said.apiKeySelectionExpression() == null) {
            api.apiKeySelectionExpression(KEY_SELECTION);
        }
        if (said.disableExecuteApiEndpoint() == null) {
            api.disableExecuteApiEndpoint(false);
        }
        if (said.ipAddressType() == null) {
            api.ipAddressType(IpAddressType.IPV4);
        }
        ApiRow put = row.with(api.build());
        tx.put(ApiTables.APIS, put.id(), put);
        return put;
    }

    private static void checkLength(String what, @Nullable String text, int most) {
        if (text != null && text.length() > most) {
            throw ApiErrors.badRequest(what + " must be at most " + most + " characters long");
        }
    }
}
