package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sfn.model.DescribeActivityRequest;
import software.amazon.awssdk.services.sfn.model.DescribeActivityResponse;

/** Tells all of an activity. */
final class DescribeActivity implements Query<DescribeActivityRequest, DescribeActivityResponse> {
    @Override
    public String entity(DescribeActivityRequest request, Caller caller) {
        return ActivityArn.parse(request.activityArn()).toString();
    }

    @Override
    public DescribeActivityResponse answer(
            Catalogs catalogs, DescribeActivityRequest request, Caller caller) {
        Activity activity = Activities.require(catalogs, ActivityArn.parse(request.activityArn()));
        return DescribeActivityResponse.builder()
                .activityArn(activity.arn().toString())
                .name(activity.arn().name())
                .creationDate(activity.created())
                .encryptionConfiguration(activity.encryption())
                .build();
    }
}
