package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sfn.model.ListStateMachineVersionsRequest;
import software.amazon.awssdk.services.sfn.model.ListStateMachineVersionsResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineVersionListItem;

/** Lists the versions of a state machine, the newest first. */
final class ListStateMachineVersions
        implements Query<ListStateMachineVersionsRequest, ListStateMachineVersionsResponse> {
    @Override
    public String entity(ListStateMachineVersionsRequest request, Caller caller) {
        return MachineReference.parse(request.stateMachineArn()).machine().toString();
    }

    @Override
    public ListStateMachineVersionsResponse answer(
            Catalogs catalogs, ListStateMachineVersionsRequest request, Caller caller) {
        MachineReference reference = MachineReference.parse(request.stateMachineArn());
        if (reference.isQualified()) {
            throw StatesErrors.machineDoesNotExist(reference.text());
        }
        MachineArn arn = Machines.require(catalogs, reference).arn();
        long before = Page.number(request.nextToken());
        Page<Version> page =
                Page.of(
                        catalogs.catalog(MachineTables.VERSIONS)
                                .range(new VersionKey(arn, 0), new VersionKey(arn, before))
                                .reversed()
                                .values()
                                .iterator(),
                        request.maxResults(),
                        version -> Long.toString(version.key().number()));
        return ListStateMachineVersionsResponse.builder()
                .stateMachineVersions(
                        page.items().stream().map(ListStateMachineVersions::item).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static StateMachineVersionListItem item(Version version) {
        return StateMachineVersionListItem.builder()
                .stateMachineVersionArn(version.arn())
                .creationDate(version.created())
                .build();
    }
}
