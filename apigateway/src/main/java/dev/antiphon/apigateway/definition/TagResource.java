package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.TagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.TagResourceResponse;

/** Adds tags to an API, a stage or a domain name, or gives them other values. */
final class TagResource implements Command<TagResourceRequest, TagResourceResponse> {
    @Override
    public String entity(TagResourceRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<TagResourceResponse> handle(Tx tx, TagResourceRequest request, Caller caller) {
        Tagged tagged = Tagged.find(tx, request.resourceArn(), caller);
        tagged.retag(tx, Tags.with(tagged.tags(), request.tags()));
        return Outcome.reply(TagResourceResponse.builder().build());
    }
}
