package dev.antiphon.events.partner;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.Page;
import dev.antiphon.service.Command;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.model.ListPartnerEventSourceAccountsRequest;
import software.amazon.awssdk.services.eventbridge.model.ListPartnerEventSourceAccountsResponse;
import software.amazon.awssdk.services.eventbridge.model.PartnerEventSourceAccount;

/** Tells a partner what the accounts have made of a source that was offered to them. */
final class ListPartnerEventSourceAccounts
        implements Command<
                ListPartnerEventSourceAccountsRequest, ListPartnerEventSourceAccountsResponse> {
    @Override
    public String entity(ListPartnerEventSourceAccountsRequest request, Caller caller) {
        return PartnerSource.arn(caller.region(), request.eventSourceName());
    }

    @Override
    public Outcome<ListPartnerEventSourceAccountsResponse> handle(
            Tx tx, ListPartnerEventSourceAccountsRequest request, Caller caller) {
        PartnerSource.require(
                PartnerSources.ofPartner(tx, request.eventSourceName(), caller),
                request.eventSourceName());
        String after = Page.start(request.nextToken());
        List<PartnerSource> all =
                PartnerSources.all(tx, caller.region(), request.eventSourceName()).stream()
                        .filter(source -> source.offeredBy(caller))
                        .filter(source -> source.key().account().compareTo(after) > 0)
                        .toList();
        Page<PartnerSource> page =
                Page.of(all.iterator(), request.limit(), source -> source.key().account());
        return Outcome.reply(
                ListPartnerEventSourceAccountsResponse.builder()
                        .partnerEventSourceAccounts(
                                page.items().stream()
                                        .map(ListPartnerEventSourceAccounts::shown)
                                        .toList())
                        .nextToken(page.nextToken())
                        .build());
    }

    private static PartnerEventSourceAccount shown(PartnerSource source) {
        return PartnerEventSourceAccount.builder()
                .account(source.key().account())
                .creationTime(source.created())
                .expirationTime(source.expires())
                .state(source.state())
                .build();
    }
}
