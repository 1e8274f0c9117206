package dev.antiphon.lambda.mapping;

import dev.antiphon.api.AwsException;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.source.Admission;
import dev.antiphon.delivery.source.Consumer;
import dev.antiphon.delivery.source.Scaling;
import dev.antiphon.delivery.source.SourceRecord;
import dev.antiphon.delivery.source.Verdict;
import dev.antiphon.engine.Tx;
import dev.antiphon.lambda.function.Functions;
import dev.antiphon.lambda.function.Invocable;
import dev.antiphon.lambda.invocation.TraceHeader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.ProvisionedPollerConfig;

/** A mapping as it reads its source. */
final class MappingConsumer implements Consumer {
    private static final byte[] BEFORE = "{\"Records\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "]}".getBytes(StandardCharsets.US_ASCII);

    /** What an invocation takes. */
    private static final int LARGEST_EVENT = 6 << 20;

    /** The function has run, and failed: anything else is no fault of the messages. */
    private static final Set<String> FUNCTION_ERRORS = Set.of("Handled", "Unhandled");

    private static final int FIRST = 5;
    private static final int PER_MINUTE = 300;
    private static final int MOST = 1_250;
    private static final int CALLS_A_POLLER = 10;
    private static final int PROVISIONED_PER_MINUTE = 1_000;

    private final Mapping mapping;
    private final String id;
    private final Scaling scaling;
    private final @Nullable RecordFilter filter;
    private final @Nullable RecordClaims claims;
    private final boolean reports;

    MappingConsumer(Mapping mapping) {
        this.mapping = mapping;
        this.id = mapping.key().arn();
        this.scaling = scaling(mapping);
        this.filter = RecordFilter.of(mapping.patterns());
        this.claims = RecordClaims.of(mapping);
        this.reports =
                mapping.settings()
                        .functionResponseTypes()
                        .contains(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES);
    }

    private static Scaling scaling(Mapping mapping) {
        ProvisionedPollerConfig pollers = mapping.settings().provisionedPollerConfig();
        if (pollers != null) {
            return new Scaling(
                    pollers.minimumPollers() * CALLS_A_POLLER,
                    PROVISIONED_PER_MINUTE,
                    pollers.maximumPollers() * CALLS_A_POLLER);
        }
        int most =
                mapping.settings().scalingConfig() == null
                        ? MOST
                        : mapping.settings().scalingConfig().maximumConcurrency();
        return new Scaling(Math.min(FIRST, most), PER_MINUTE, most);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String source() {
        return mapping.source();
    }

    @Override
    public boolean reads() {
        return mapping.reads();
    }

    @Override
    public boolean changing() {
        return mapping.state().changing();
    }

    @Override
    public void settled(Tx tx) {
        Mapping settled = mapping.settled();
        if (settled == null) {
            MappingProblem.forget(tx, mapping.key());
            tx.delete(Mapping.TABLE, mapping.key());
        } else {
            tx.put(Mapping.TABLE, mapping.key(), settled);
        }
    }

    @Override
    public int batchSize() {
        return mapping.batchSize();
    }

    @Override
    public int batchBytes() {
        return LARGEST_EVENT - BEFORE.length - AFTER.length;
    }

    @Override
    public Duration window() {
        return mapping.window();
    }

    @Override
    public Scaling scaling() {
        return scaling;
    }

    @Override
    public boolean wants(SourceRecord record) {
        return filter == null || filter.takes(record);
    }

    /** What is part of a loop. */
    @Override
    public boolean leaves(Tx tx, SourceRecord record) {
        String header = record.traceHeader();
        return header != null
                && TraceHeader.of(header, record.id()).loops(mapping.function())
                && Functions.terminatesLoops(tx::catalog, mapping.function());
    }

    @Override
    public Admission admit(Tx tx, SourceRecord record) {
        return claims == null ? Admission.HANDED_OUT : claims.admit(tx, record);
    }

    @Override
    public boolean waits(Tx tx, SourceRecord record) {
        return claims != null && claims.waits(tx, record);
    }

    @Override
    public void ended(Tx tx, Verdict.Called called) {
        if (claims != null) {
            claims.ended(tx, called);
        }
    }

    @Override
    public @Nullable Destination destination(Tx tx) {
        double chance = (tx.ids().random() >>> 11) * 0x1p-53;
        try {
            Invocable invocable = Functions.invocable(tx::catalog, mapping.function(), chance);
            return (any, batch) -> call(any, invocable, batch);
        } catch (AwsException e) {
            return null;
        }
    }

    private OutsideCall call(Tx tx, Invocable invocable, List<SourceRecord> batch) {
        String requestId = tx.ids().uuid().toString();
        return new OutsideCall.Function(
                invocable.spec(),
                invocable.invokedArn(),
                event(batch),
                requestId,
                trace(batch, requestId).through(mapping.function()).toString(),
                null,
                false,
                false);
    }

    /** What led to the first message of which that is known. */
    private static TraceHeader trace(List<SourceRecord> batch, String requestId) {
        for (SourceRecord record : batch) {
            if (record.traceHeader() != null) {
                return TraceHeader.of(record.traceHeader(), requestId);
            }
        }
        return TraceHeader.of(null, requestId);
    }

    private static byte[] event(List<SourceRecord> batch) {
        int size = BEFORE.length + AFTER.length;
        for (SourceRecord record : batch) {
            size += record.json().length + 1;
        }
        ByteArrayOutputStream event = new ByteArrayOutputStream(size);
        event.writeBytes(BEFORE);
        for (int i = 0; i < batch.size(); i++) {
            if (i > 0) {
                event.write(',');
            }
            event.writeBytes(batch.get(i).json());
        }
        event.writeBytes(AFTER);
        return event.toByteArray();
    }

    @Override
    public Verdict verdict(List<SourceRecord> batch, CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Succeeded(Answer answer) -> succeeded(batch, answer);
            case CallOutcome.Failed failed ->
                    failed.retryable() && !FUNCTION_ERRORS.contains(failed.code())
                            ? new Verdict.Throttled()
                            : Verdict.Called.failed(batch, failed.code() + ": " + failed.message());
        };
    }

    private Verdict succeeded(List<SourceRecord> batch, @Nullable Answer answer) {
        if (!reports) {
            return Verdict.Called.succeeded(batch);
        }
        byte[] body = answer instanceof Answer.Response response ? response.body() : new byte[0];
        BatchResponse response = BatchResponse.read(body);
        if (response == null || !ids(batch).containsAll(response.failures())) {
            return Verdict.Called.failed(
                    batch, "INVALID_RESPONSE: The function does not say which messages failed");
        }
        List<SourceRecord> done = new ArrayList<>();
        List<SourceRecord> failed = new ArrayList<>();
        for (SourceRecord record : batch) {
            (response.failures().contains(record.id()) ? failed : done).add(record);
        }
        return new Verdict.Called(
                done, failed, failed.isEmpty() ? null : "REPORTED: by the function");
    }

    private static Set<String> ids(List<SourceRecord> batch) {
        Set<String> ids = new HashSet<>();
        batch.forEach(record -> ids.add(record.id()));
        return ids;
    }
}
