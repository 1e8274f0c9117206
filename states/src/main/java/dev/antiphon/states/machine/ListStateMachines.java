package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import java.util.SortedMap;
import software.amazon.awssdk.services.sfn.model.ListStateMachinesRequest;
import software.amazon.awssdk.services.sfn.model.ListStateMachinesResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;

/**
 * Lists the state machines of the caller in the region of the call, in the order of their names.
 */
final class ListStateMachines
        implements Query<ListStateMachinesRequest, ListStateMachinesResponse> {
    @Override
    public ListStateMachinesResponse answer(
            Catalogs catalogs, ListStateMachinesRequest request, Caller caller) {
        Page<Machine> page =
                Page.of(
                        all(catalogs, caller, Page.start(request.nextToken())).values().iterator(),
                        request.maxResults(),
                        machine -> machine.arn().name());
        return ListStateMachinesResponse.builder()
                .stateMachines(page.items().stream().map(ListStateMachines::item).toList())
                .nextToken(page.nextToken())
                .build();
    }

    /**
     * @param after the name to go on behind, or empty
     */
    static SortedMap<MachineArn, Machine> all(Catalogs catalogs, Caller caller, String after) {
        return catalogs.catalog(MachineTables.MACHINES)
                .range(MachineArn.of(caller, Page.behind(after)), MachineArn.of(caller, Page.LAST));
    }

    private static StateMachineListItem item(Machine machine) {
        return StateMachineListItem.builder()
                .stateMachineArn(machine.arn().toString())
                .name(machine.arn().name())
                .type(machine.type())
                .creationDate(machine.created())
                .build();
    }
}
