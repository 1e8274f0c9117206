package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sns.model.CreatePlatformEndpointRequest;
import software.amazon.awssdk.services.sns.model.CreatePlatformEndpointResponse;

/** Creates an endpoint for a device of an app. A device has at most one. */
final class CreatePlatformEndpoint
        implements Command<CreatePlatformEndpointRequest, CreatePlatformEndpointResponse> {
    @Override
    public String entity(CreatePlatformEndpointRequest request, Caller caller) {
        return PlatformApplicationArn.of(request.platformApplicationArn()).toString();
    }

    @Override
    public Outcome<CreatePlatformEndpointResponse> handle(
            Tx tx, CreatePlatformEndpointRequest request, Caller caller) {
        PlatformApplication application =
                PlatformApplication.require(
                        tx, PlatformApplicationArn.of(request.platformApplicationArn()));
        PlatformEndpoint wanted =
                PlatformEndpoint.create(
                        new PlatformEndpointArn(application.arn(), tx.ids().uuid().toString()),
                        request);
        PlatformEndpoint.DeviceToken token =
                new PlatformEndpoint.DeviceToken(application.arn(), request.token());
        String existing = tx.get(SnsTables.DEVICE_TOKENS, token);
        if (existing != null) {
            PlatformEndpointArn arn = new PlatformEndpointArn(application.arn(), existing);
            PlatformEndpoint endpoint = tx.get(SnsTables.ENDPOINTS, arn);
            if (endpoint == null || !endpoint.attributes().equals(wanted.attributes())) {
                throw SnsErrors.invalidParameter(
                        "Token",
                        "Endpoint "
                                + arn
                                + " already exists with the same Token, but different"
                                + " attributes.");
            }
            return reply(arn);
        }
        tx.put(SnsTables.ENDPOINTS, wanted.arn(), wanted);
        tx.put(SnsTables.DEVICE_TOKENS, token, wanted.arn().id());
        return reply(wanted.arn());
    }

    private static Outcome<CreatePlatformEndpointResponse> reply(PlatformEndpointArn arn) {
        return Outcome.reply(
                CreatePlatformEndpointResponse.builder().endpointArn(arn.toString()).build());
    }
}
