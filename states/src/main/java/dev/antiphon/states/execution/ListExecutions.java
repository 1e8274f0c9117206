package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Survey;
import dev.antiphon.states.machine.Machine;
import dev.antiphon.states.machine.MachineReference;
import dev.antiphon.states.machine.Machines;
import dev.antiphon.states.machine.StatesErrors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;

/**
 * Lists the executions of a machine, of a version or of an alias, or the children of a Map Run, the
 * latest first. They are on all partitions: each gives the first of its own behind the token, and
 * the first of all these are the page. Where a filter leaves little of much, a page may have fewer
 * than it could: each partition looks at a bounded number of rows.
 */
final class ListExecutions
        implements Survey<ListExecutionsRequest, ListExecutions.Part, ListExecutionsResponse> {
    private static final int USUAL = 100;
    private static final int ROWS = 5_000;
    private static final Comparator<Item> ORDER =
            Comparator.comparing(Item::started)
                    .thenComparing(item -> item.standing.name())
                    .reversed();

    /** An execution in the order of the listing. */
    record Item(Instant started, Standing standing) {}

    /**
     * What a partition has.
     *
     * @param seenTo the last one that was looked at, or null if there are no more
     */
    record Part(List<Item> items, @Nullable Item seenTo, String machine) {}

    @Override
    public String entity(ListExecutionsRequest request, Caller caller) {
        if ((request.stateMachineArn() == null) == (request.mapRunArn() == null)) {
            throw StatesErrors.validation(
                    "Exactly one of stateMachineArn and mapRunArn must be given");
        }
        return request.stateMachineArn() == null
                ? DescribeMapRun.entity(request.mapRunArn())
                : MachineReference.parse(request.stateMachineArn()).machine().toString();
    }

    @Override
    public Part part(Tx tx, ListExecutionsRequest request, Caller caller) {
        String machine = of(tx, request);
        PageToken after = PageToken.parse(request.nextToken());
        List<Item> items = new ArrayList<>();
        Item last = null;
        int looked = 0;
        try (Scan<Standing.Key, Standing> rows =
                tx.scan(
                        ExecutionTables.STANDARD.standings(),
                        after == null
                                ? Standing.Key.first(machine)
                                : new Standing.Key(machine, after.started(), Long.MAX_VALUE),
                        Standing.Key.end(machine))) {
            while (rows.next()) {
                if (looked == ROWS || items.size() == size(request)) {
                    return new Part(items, last, machine);
                }
                looked++;
                last = new Item(rows.key().started(), rows.value());
                if ((after == null || after.isBefore(last)) && matches(last, request)) {
                    items.add(last);
                }
            }
        }
        return new Part(items, null, machine);
    }

    private static String of(Tx tx, ListExecutionsRequest request) {
        if (request.stateMachineArn() == null) {
            return request.mapRunArn();
        }
        MachineReference reference = MachineReference.parse(request.stateMachineArn());
        Machine machine = Machines.require(tx::catalog, reference);
        if (machine.express()) {
            throw StatesErrors.typeNotSupported();
        }
        return machine.arn().toString();
    }

    private static int size(ListExecutionsRequest request) {
        Integer asked = request.maxResults();
        return asked == null || asked == 0 ? USUAL : asked;
    }

    private static boolean matches(Item item, ListExecutionsRequest request) {
        Standing standing = item.standing;
        String status = request.statusFilterAsString();
        String filter = request.redriveFilterAsString();
        return (status == null || status.equals(standing.status().name()))
                && (filter == null || (standing.redrives() > 0) == filter.equals("REDRIVEN"))
                && named(standing, request.stateMachineArn());
    }

    /** Whether the execution is of what was named, if that is a version or an alias. */
    private static boolean named(Standing standing, @Nullable String arn) {
        return arn == null
                || !MachineReference.parse(arn).isQualified()
                || arn.equals(standing.version())
                || arn.equals(standing.alias());
    }

    @Override
    public ListExecutionsResponse answer(
            List<Part> parts, ListExecutionsRequest request, Caller caller) {
        Item seenTo =
                parts.stream().map(Part::seenTo).filter(Objects::nonNull).min(ORDER).orElse(null);
        List<Item> sure =
                parts.stream()
                        .flatMap(part -> part.items().stream())
                        .filter(item -> seenTo == null || ORDER.compare(item, seenTo) <= 0)
                        .sorted(ORDER)
                        .toList();
        List<Item> page = sure.subList(0, Math.min(size(request), sure.size()));
        String machine = parts.getFirst().machine();
        return ListExecutionsResponse.builder()
                .executions(page.stream().map(item -> item(machine, request, item)).toList())
                .nextToken(
                        page.size() < sure.size()
                                ? PageToken.of(page.getLast())
                                : seenTo == null ? null : PageToken.of(seenTo))
                .build();
    }

    /** The machine of the children of a Map Run is named as the Map state is. */
    private static String machineOf(String machineOrMapRun) {
        int run = machineOrMapRun.indexOf(":mapRun:");
        return run < 0
                ? machineOrMapRun
                : machineOrMapRun
                        .substring(0, machineOrMapRun.lastIndexOf(':'))
                        .replace(":mapRun:", ":stateMachine:");
    }

    private static ExecutionListItem item(
            String machine, ListExecutionsRequest request, Item item) {
        Standing standing = item.standing;
        return ExecutionListItem.builder()
                .executionArn(standing.arn())
                .stateMachineArn(machineOf(machine))
                .name(standing.name())
                .status(standing.status().name())
                .startDate(item.started)
                .stopDate(standing.stopped())
                .mapRunArn(request.mapRunArn())
                .stateMachineVersionArn(standing.version())
                .stateMachineAliasArn(standing.alias())
                .redriveCount(standing.redrives())
                .redriveDate(standing.redriven())
                .build();
    }
}
