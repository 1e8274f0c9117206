package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sns.model.ListPlatformApplicationsRequest;
import software.amazon.awssdk.services.sns.model.ListPlatformApplicationsResponse;

/** Lists the applications of the caller for push services. */
final class ListPlatformApplications
        implements Query<ListPlatformApplicationsRequest, ListPlatformApplicationsResponse> {
    @Override
    public ListPlatformApplicationsResponse answer(
            Catalogs catalogs, ListPlatformApplicationsRequest request, Caller caller) {
        String start = Page.start(request.nextToken());
        Page<PlatformApplication> page =
                Page.of(
                        catalogs.catalog(SnsTables.APPLICATIONS)
                                .range(
                                        PlatformApplicationArn.after(caller, start),
                                        PlatformApplicationArn.last(caller))
                                .values(),
                        each -> each.arn().position());
        return ListPlatformApplicationsResponse.builder()
                .platformApplications(
                        page.items().stream()
                                .map(each ->
                                        software.amazon.awssdk.services.sns.model
                                                .PlatformApplication.builder()
                                                .platformApplicationArn(each.arn().toString())
                                                .attributes(each.told())
                                                .build())
                                .toList())
                .nextToken(page.nextToken())
                .build();
    }
}
