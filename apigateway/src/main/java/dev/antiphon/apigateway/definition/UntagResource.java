package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UntagResourceResponse;

/** Takes tags from an API, a stage or a domain name. */
final class UntagResource implements Command<UntagResourceRequest, UntagResourceResponse> {
    @Override
    public String entity(UntagResourceRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<UntagResourceResponse> handle(
            Tx tx, UntagResourceRequest request, Caller caller) {
        Tagged tagged = Tagged.find(tx, request.resourceArn(), caller);
        tagged.retag(tx, Tags.without(tagged.tags(), request.tagKeys()));
        return Outcome.reply(UntagResourceResponse.builder().build());
    }
}
