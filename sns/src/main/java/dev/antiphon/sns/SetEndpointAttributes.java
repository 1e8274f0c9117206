package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sns.model.SetEndpointAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetEndpointAttributesResponse;

/** Sets attributes of the endpoint of a device. */
final class SetEndpointAttributes
        implements Command<SetEndpointAttributesRequest, SetEndpointAttributesResponse> {
    @Override
    public String entity(SetEndpointAttributesRequest request, Caller caller) {
        return PlatformEndpointArn.of("EndpointArn", request.endpointArn())
                .application()
                .toString();
    }

    @Override
    public Outcome<SetEndpointAttributesResponse> handle(
            Tx tx, SetEndpointAttributesRequest request, Caller caller) {
        if (request.attributes().isEmpty()) {
            throw SnsErrors.missing("attributes");
        }
        PlatformEndpoint before =
                tx.get(
                        SnsTables.ENDPOINTS,
                        PlatformEndpointArn.of("EndpointArn", request.endpointArn()));
        if (before == null) {
            throw SnsErrors.endpointDoesNotExist();
        }
        PlatformEndpoint after = before.with(PlatformEndpoint.checked(request.attributes()));
        before.delete(tx);
        tx.put(SnsTables.ENDPOINTS, after.arn(), after);
        tx.put(SnsTables.DEVICE_TOKENS, after.deviceToken(), after.arn().id());
        return Outcome.reply(SetEndpointAttributesResponse.builder().build());
    }
}
