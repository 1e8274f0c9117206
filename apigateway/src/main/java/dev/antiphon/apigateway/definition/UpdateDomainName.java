package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.DomainName;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDomainNameRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDomainNameResponse;

/** Changes a custom domain name. */
final class UpdateDomainName implements Command<UpdateDomainNameRequest, UpdateDomainNameResponse> {
    @Override
    public String entity(UpdateDomainNameRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<UpdateDomainNameResponse> handle(
            Tx tx, UpdateDomainNameRequest request, Caller caller) {
        Domains.refuseMutualTls(request.mutualTlsAuthentication());
        Domain domain = Domains.require(tx, request.domainName(), caller);
        DomainName changed =
                Domains.checked(Members.update(request, domain.domainName().toBuilder()).build());
        tx.put(ApiTables.DOMAINS, Domains.key(changed.domainName()), domain.with(changed));
        return Outcome.reply(Members.copy(changed, UpdateDomainNameResponse.builder()).build());
    }
}
