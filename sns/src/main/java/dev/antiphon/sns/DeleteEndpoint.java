package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sns.model.DeleteEndpointRequest;
import software.amazon.awssdk.services.sns.model.DeleteEndpointResponse;

/** Deletes the endpoint of a device. One that is not there is as good as deleted. */
final class DeleteEndpoint implements Command<DeleteEndpointRequest, DeleteEndpointResponse> {
    @Override
    public String entity(DeleteEndpointRequest request, Caller caller) {
        return PlatformEndpointArn.of("EndpointArn", request.endpointArn())
                .application()
                .toString();
    }

    @Override
    public Outcome<DeleteEndpointResponse> handle(
            Tx tx, DeleteEndpointRequest request, Caller caller) {
        PlatformEndpoint endpoint =
                tx.get(
                        SnsTables.ENDPOINTS,
                        PlatformEndpointArn.of("EndpointArn", request.endpointArn()));
        if (endpoint != null) {
            endpoint.delete(tx);
        }
        return Outcome.reply(DeleteEndpointResponse.builder().build());
    }
}
