package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sns.model.GetEndpointAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetEndpointAttributesResponse;

/** Tells the attributes of the endpoint of a device. */
final class GetEndpointAttributes
        implements Query<GetEndpointAttributesRequest, GetEndpointAttributesResponse> {
    @Override
    public String entity(GetEndpointAttributesRequest request, Caller caller) {
        return PlatformEndpointArn.of("EndpointArn", request.endpointArn())
                .application()
                .toString();
    }

    @Override
    public GetEndpointAttributesResponse answer(
            Catalogs catalogs, GetEndpointAttributesRequest request, Caller caller) {
        PlatformEndpoint endpoint =
                catalogs.catalog(SnsTables.ENDPOINTS)
                        .get(PlatformEndpointArn.of("EndpointArn", request.endpointArn()));
        if (endpoint == null) {
            throw SnsErrors.endpointDoesNotExist();
        }
        return GetEndpointAttributesResponse.builder().attributes(endpoint.attributes()).build();
    }
}
