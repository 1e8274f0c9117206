package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDomainNameRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDomainNameResponse;

/** Deletes a custom domain name with its mappings. */
final class DeleteDomainName implements Command<DeleteDomainNameRequest, DeleteDomainNameResponse> {
    @Override
    public String entity(DeleteDomainNameRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<DeleteDomainNameResponse> handle(
            Tx tx, DeleteDomainNameRequest request, Caller caller) {
        Domain domain = Domains.require(tx, request.domainName(), caller);
        tx.delete(ApiTables.DOMAINS, Domains.key(domain.domainName().domainName()));
        return Outcome.reply(DeleteDomainNameResponse.builder().build());
    }
}
