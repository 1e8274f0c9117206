package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.ApiMapping;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiMappingRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiMappingResponse;

/** Has paths of a custom domain name lead to a stage. */
final class CreateApiMapping implements Command<CreateApiMappingRequest, CreateApiMappingResponse> {
    @Override
    public String entity(CreateApiMappingRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<CreateApiMappingResponse> handle(
            Tx tx, CreateApiMappingRequest request, Caller caller) {
        Domain domain = Domains.require(tx, request.domainName(), caller);
        ApiMapping mapping =
                Members.copy(request, ApiMapping.builder())
                        .apiMappingId(Identifiers.random(tx, 6))
                        .build();
        Domains.put(tx, domain, mapping, caller);
        return Outcome.reply(Members.copy(mapping, CreateApiMappingResponse.builder()).build());
    }
}
