package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sns.model.Endpoint;
import software.amazon.awssdk.services.sns.model.ListEndpointsByPlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.ListEndpointsByPlatformApplicationResponse;

/** Lists the endpoints of the devices of an app. */
final class ListEndpointsByPlatformApplication
        implements Query<
                ListEndpointsByPlatformApplicationRequest,
                ListEndpointsByPlatformApplicationResponse> {
    @Override
    public String entity(ListEndpointsByPlatformApplicationRequest request, Caller caller) {
        return PlatformApplicationArn.of(request.platformApplicationArn()).toString();
    }

    @Override
    public ListEndpointsByPlatformApplicationResponse answer(
            Catalogs catalogs, ListEndpointsByPlatformApplicationRequest request, Caller caller) {
        PlatformApplicationArn application =
                PlatformApplicationArn.of(request.platformApplicationArn());
        if (catalogs.catalog(SnsTables.APPLICATIONS).get(application) == null) {
            throw SnsErrors.applicationDoesNotExist();
        }
        Page<PlatformEndpoint> page =
                Page.of(
                        catalogs.catalog(SnsTables.ENDPOINTS)
                                .range(
                                        new PlatformEndpointArn(
                                                application, Page.start(request.nextToken())),
                                        PlatformEndpointArn.last(application))
                                .values(),
                        each -> each.arn().id());
        return ListEndpointsByPlatformApplicationResponse.builder()
                .endpoints(
                        page.items().stream()
                                .map(each ->
                                        Endpoint.builder()
                                                .endpointArn(each.arn().toString())
                                                .attributes(each.attributes())
                                                .build())
                                .toList())
                .nextToken(page.nextToken())
                .build();
    }
}
