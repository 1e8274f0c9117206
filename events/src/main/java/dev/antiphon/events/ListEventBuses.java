package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import java.util.Iterator;
import java.util.TreeMap;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;

/** Lists the buses of the caller in the region of the call, the default one among them. */
final class ListEventBuses implements Query<ListEventBusesRequest, ListEventBusesResponse> {
    /** Behind every name: they are ASCII. */
    private static final String LAST = "\uffff";

    @Override
    public ListEventBusesResponse answer(
            Catalogs catalogs, ListEventBusesRequest request, Caller caller) {
        String prefix = request.namePrefix() == null ? "" : request.namePrefix();
        String after = Page.start(request.nextToken());
        TreeMap<String, Bus> found = new TreeMap<>();
        BusArn byDefault = BusArn.of(null, caller);
        found.put(byDefault.name(), Bus.defaultBus(byDefault));
        catalogs.catalog(EventsTables.BUSES)
                .range(
                        new BusArn(caller.account(), caller.region(), prefix),
                        new BusArn(caller.account(), caller.region(), prefix + LAST))
                .forEach((arn, bus) -> found.put(arn.name(), bus));
        Iterator<Bus> rest =
                found.tailMap(after, false).values().stream()
                        .filter(bus -> bus.arn().name().startsWith(prefix))
                        .iterator();
        Page<Bus> page = Page.of(rest, request.limit(), bus -> bus.arn().name());
        return ListEventBusesResponse.builder()
                .eventBuses(page.items().stream().map(BusView::listed).toList())
                .nextToken(page.nextToken())
                .build();
    }
}
