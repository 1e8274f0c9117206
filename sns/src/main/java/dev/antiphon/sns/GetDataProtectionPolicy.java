package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sns.model.GetDataProtectionPolicyRequest;
import software.amazon.awssdk.services.sns.model.GetDataProtectionPolicyResponse;

/** Tells the data protection policy of a topic; an empty text where it has none. */
final class GetDataProtectionPolicy
        implements Query<GetDataProtectionPolicyRequest, GetDataProtectionPolicyResponse> {
    @Override
    public String entity(GetDataProtectionPolicyRequest request, Caller caller) {
        return TopicArn.of("ResourceArn", request.resourceArn(), caller).toString();
    }

    @Override
    public GetDataProtectionPolicyResponse answer(
            Catalogs catalogs, GetDataProtectionPolicyRequest request, Caller caller) {
        Topic topic =
                catalogs.catalog(SnsTables.TOPICS)
                        .get(TopicArn.of("ResourceArn", request.resourceArn(), caller));
        if (topic == null) {
            throw SnsErrors.resourceDoesNotExist();
        }
        String policy = topic.dataProtectionPolicy();
        return GetDataProtectionPolicyResponse.builder()
                .dataProtectionPolicy(policy == null ? "" : policy)
                .build();
    }
}
