package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.List;
import software.amazon.awssdk.services.apigatewayv2.model.ApiMapping;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiMappingRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiMappingResponse;

/** Has paths of a custom domain name lead nowhere. */
final class DeleteApiMapping implements Command<DeleteApiMappingRequest, DeleteApiMappingResponse> {
    @Override
    public String entity(DeleteApiMappingRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<DeleteApiMappingResponse> handle(
            Tx tx, DeleteApiMappingRequest request, Caller caller) {
        Domain domain = Domains.require(tx, request.domainName(), caller);
        ApiMapping mapping = Domains.mapping(domain, request.apiMappingId());
        List<ApiMapping> left =
                domain.mappings().stream().filter(other -> !other.equals(mapping)).toList();
        tx.put(ApiTables.DOMAINS, Domains.key(domain.domainName().domainName()), domain.with(left));
        return Outcome.reply(DeleteApiMappingResponse.builder().build());
    }
}
