package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sns.model.GetPlatformApplicationAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetPlatformApplicationAttributesResponse;

/** Tells the attributes of an application for a push service, without its secrets. */
final class GetPlatformApplicationAttributes
        implements Query<
                GetPlatformApplicationAttributesRequest, GetPlatformApplicationAttributesResponse> {
    @Override
    public String entity(GetPlatformApplicationAttributesRequest request, Caller caller) {
        return PlatformApplicationArn.of(request.platformApplicationArn()).toString();
    }

    @Override
    public GetPlatformApplicationAttributesResponse answer(
            Catalogs catalogs, GetPlatformApplicationAttributesRequest request, Caller caller) {
        PlatformApplication application =
                catalogs.catalog(SnsTables.APPLICATIONS)
                        .get(PlatformApplicationArn.of(request.platformApplicationArn()));
        if (application == null) {
            throw SnsErrors.applicationDoesNotExist();
        }
        return GetPlatformApplicationAttributesResponse.builder()
                .attributes(application.told())
                .build();
    }
}
