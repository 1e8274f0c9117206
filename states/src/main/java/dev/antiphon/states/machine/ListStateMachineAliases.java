package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.sfn.model.ListStateMachineAliasesRequest;
import software.amazon.awssdk.services.sfn.model.ListStateMachineAliasesResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineAliasListItem;

/**
 * Lists the aliases of a state machine, or those that lead to a version of it, the newest first.
 * There are a hundred at most, so that all are looked at for each page.
 */
final class ListStateMachineAliases
        implements Query<ListStateMachineAliasesRequest, ListStateMachineAliasesResponse> {
    private static final Comparator<Alias> NEWEST_FIRST =
            Comparator.comparing(Alias::created)
                    .thenComparing(alias -> alias.key().name())
                    .reversed();

    @Override
    public String entity(ListStateMachineAliasesRequest request, Caller caller) {
        return MachineReference.parse(request.stateMachineArn()).machine().toString();
    }

    @Override
    public ListStateMachineAliasesResponse answer(
            Catalogs catalogs, ListStateMachineAliasesRequest request, Caller caller) {
        MachineReference reference = MachineReference.parse(request.stateMachineArn());
        MachineArn machine = Machines.require(catalogs, reference).arn();
        Long version = reference.version();
        if (version != null) {
            Versions.named(catalogs, reference);
        }
        List<Alias> aliases =
                Aliases.of(catalogs, machine).values().stream()
                        .filter(alias -> version == null || alias.leadsTo(version))
                        .sorted(NEWEST_FIRST)
                        .toList();
        Page<Alias> page =
                Page.of(
                        behind(aliases, Page.start(request.nextToken())).iterator(),
                        request.maxResults(),
                        ListStateMachineAliases::place);
        return ListStateMachineAliasesResponse.builder()
                .stateMachineAliases(
                        page.items().stream().map(ListStateMachineAliases::item).toList())
                .nextToken(page.nextToken())
                .build();
    }

    /** Where an alias stands in the list: it has it still when others have gone. */
    private static String place(Alias alias) {
        return String.format("%019d/%s", alias.created().toEpochMilli(), alias.key().name());
    }

    private static List<Alias> behind(List<Alias> aliases, String place) {
        return place.isEmpty()
                ? aliases
                : aliases.stream().filter(alias -> place(alias).compareTo(place) < 0).toList();
    }

    private static StateMachineAliasListItem item(Alias alias) {
        return StateMachineAliasListItem.builder()
                .stateMachineAliasArn(alias.arn())
                .creationDate(alias.created())
                .build();
    }
}
