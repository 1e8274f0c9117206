package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.task.TaskAddress;
import dev.antiphon.states.task.TaskCall;
import dev.antiphon.states.task.TaskKind;
import dev.antiphon.states.task.TaskOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Around a state that is tested: no other strands, no rows but that of its call. The state begins
 * when the test was asked for, however often it is run again.
 */
final class TestSurroundings implements Surroundings {
    private final Tx tx;
    private final TestIdentity identity;
    private final long number;
    private final TestedState tested;
    private final Inspection inspection = new Inspection();
    private Instant now;

    TestSurroundings(Tx tx, TestIdentity identity, long number, TestedState tested) {
        this.tx = tx;
        this.identity = identity;
        this.number = number;
        this.tested = tested;
        this.now = tx.arrivedAt();
    }

    long number() {
        return number;
    }

    String execution() {
        return identity.visible();
    }

    Instant began() {
        return tx.arrivedAt();
    }

    Identity identity() {
        return identity.identity(tested.role(), began(), tested.input());
    }

    /** The state has begun: from here on it is as late as it is. */
    void catchUp() {
        now = tx.now();
    }

    /** Nothing is waited for any more. */
    void forget() {
        TestCalls.end(tx, number, began());
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Instant after(Duration period) {
        return now.plus(period);
    }

    @Override
    public long random() {
        return tx.ids().random();
    }

    @Override
    public Inspection inspection() {
        return inspection;
    }

    @Override
    public ObjectNode context(ObjectNode made) {
        merge(made, tested.context());
        return made;
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        for (Map.Entry<String, JsonNode> field : from.properties()) {
            if (into.get(field.getKey()) instanceof ObjectNode inner
                    && field.getValue() instanceof ObjectNode given) {
                merge(inner, given);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        }
    }

    private TaskAddress address(Strand strand, long nonce) {
        return new TaskAddress(identity.arn().home(), number, strand.id, nonce);
    }

    @Override
    public String token(Strand strand, long nonce) {
        return TaskToken.of(address(strand, nonce));
    }

    /** Makes the call, unless it is a mock's or was made when the state was run before. */
    @Override
    public @Nullable TaskOutcome call(Strand strand, TaskKind kind, Call call) {
        if (tested.mock() != null) {
            return null;
        }
        TestCalls.TestCall made = TestCalls.find(tx, number);
        if (made != null) {
            return made.outcome();
        }
        String own = call.role();
        String role = own == null ? tested.role() : own;
        TaskOutcome known =
                kind.call(
                        tx,
                        new TaskCall(
                                address(strand, call.nonce()),
                                call.arguments().tree(),
                                call.token(),
                                identity.visible(),
                                role == null ? "" : role,
                                own != null,
                                call.timeoutSeconds(),
                                null));
        if (known == null) {
            TestCalls.begin(tx, number, call.nonce(), began());
        }
        return known;
    }

    // A mock says what came of these.

    @Override
    public boolean hasActivity(String arn) {
        return true;
    }

    @Override
    public void schedule(Strand strand, String activity, long nonce, Payload input) {}

    @Override
    public void abandon(Strand strand, Step step) {}

    // There is one strand, and it is known.

    @Override
    public @Nullable StrandRow strand(long id) {
        return null;
    }

    @Override
    public SequencedMap<Long, StrandRow> strands() {
        return new TreeMap<>();
    }

    @Override
    public Items items(Strand strand) {
        throw new IllegalStateException("a tested state runs no iterations");
    }

    @Override
    public SequencedMap<Integer, Payload> results(Strand strand, long enough) {
        return new TreeMap<>();
    }

    @Override
    public void forget(Strand strand) {}
}
