package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.ApiMapping;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiMappingRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiMappingResponse;

/** Changes where paths of a custom domain name lead. */
final class UpdateApiMapping implements Command<UpdateApiMappingRequest, UpdateApiMappingResponse> {
    @Override
    public String entity(UpdateApiMappingRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<UpdateApiMappingResponse> handle(
            Tx tx, UpdateApiMappingRequest request, Caller caller) {
        Domain domain = Domains.require(tx, request.domainName(), caller);
        ApiMapping before = Domains.mapping(domain, request.apiMappingId());
        ApiMapping mapping = Members.update(request, before.toBuilder()).build();
        Domains.put(tx, domain, mapping, caller);
        return Outcome.reply(Members.copy(mapping, UpdateApiMappingResponse.builder()).build());
    }
}
