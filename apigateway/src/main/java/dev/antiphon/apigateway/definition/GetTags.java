package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsResponse;

/** Lists the tags of an API, a stage or a domain name. */
final class GetTags implements Command<GetTagsRequest, GetTagsResponse> {
    @Override
    public String entity(GetTagsRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<GetTagsResponse> handle(Tx tx, GetTagsRequest request, Caller caller) {
        Tagged tagged = Tagged.find(tx, request.resourceArn(), caller);
        return Outcome.reply(GetTagsResponse.builder().tags(tagged.tags()).build());
    }
}
