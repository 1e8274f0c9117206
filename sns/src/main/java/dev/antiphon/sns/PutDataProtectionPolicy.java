package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sns.model.PutDataProtectionPolicyRequest;
import software.amazon.awssdk.services.sns.model.PutDataProtectionPolicyResponse;

/** Sets the data protection policy of a topic; an empty one takes it away. */
final class PutDataProtectionPolicy
        implements Command<PutDataProtectionPolicyRequest, PutDataProtectionPolicyResponse> {
    @Override
    public String entity(PutDataProtectionPolicyRequest request, Caller caller) {
        return TopicArn.of("ResourceArn", request.resourceArn(), caller).toString();
    }

    @Override
    public Outcome<PutDataProtectionPolicyResponse> handle(
            Tx tx, PutDataProtectionPolicyRequest request, Caller caller) {
        Topic topic =
                tx.get(SnsTables.TOPICS, TopicArn.of("ResourceArn", request.resourceArn(), caller));
        if (topic == null) {
            throw SnsErrors.resourceDoesNotExist();
        }
        tx.put(
                SnsTables.TOPICS,
                topic.arn(),
                topic.withDataProtectionPolicy(
                        DataProtectionPolicy.checked(request.dataProtectionPolicy())));
        return Outcome.reply(PutDataProtectionPolicyResponse.builder().build());
    }
}
