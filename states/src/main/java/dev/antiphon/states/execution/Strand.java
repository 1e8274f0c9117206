package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.states.task.TaskOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of states while an operation works on it: the whole workflow, a branch of a Parallel
 * state, or an iteration of a Map state. When it waits it becomes a {@link StrandRow}.
 */
final class Strand {
    static final long ROOT = 1;

    final long id;
    final @Nullable Strand parent;
    final int index;
    final int flow;

    String state;
    Payload input;
    Phase phase = new Phase.Ready();

    /** The id of its last event: the next one's {@code previousEventId}. */
    long last;

    /** The ids of the event that entered the state and of the one before that. */
    long entered;

    long before;
    Instant enteredAt = Instant.EPOCH;

    /** Of each retrier of the state, how often it has tried; empty where none has. */
    List<Integer> attempts = List.of();

    /** What the iteration is about, or null. */
    @Nullable Payload item;

    /** Of a Map state: what its iterations are about, and what their inputs are made of. */
    @Nullable Payload items;

    @Nullable Payload selected;

    /** Results of branches or iterations that have ended and are not in rows yet. */
    final TreeMap<Integer, Payload> results = new TreeMap<>();

    /** What came of a task before its call was known to have been made, or null. */
    @Nullable TaskOutcome held;

    /** The Map Run that is under way, or null. */
    @Nullable String mapRun;

    /** When the timer that is set is due, and the nonce it has; null where none is. */
    @Nullable Instant armed;

    long armedNonce;

    /** Whether it has a row, and whether that is no longer true. */
    boolean stored;

    boolean changed;
    boolean ended;

    /** Whether it ended without success, where a redrive could go on. */
    boolean halted;

    /** Whether items or results of its Map or Parallel state may be in rows. */
    boolean childrenStored;

    private Map<String, JsonNode> own = Map.of();
    private @Nullable Map<String, JsonNode> visible;

    Strand(long id, @Nullable Strand parent, int index, int flow, String state, Payload input) {
        this.id = id;
        this.parent = parent;
        this.index = index;
        this.flow = flow;
        this.state = state;
        this.input = input;
    }

    /** All variables that its states see: its own and those of the strands around it. */
    Map<String, JsonNode> variables() {
        Map<String, JsonNode> outer = parent == null ? Map.of() : parent.variables();
        if (own.isEmpty()) {
            return outer;
        }
        if (outer.isEmpty()) {
            return own;
        }
        if (visible == null) {
            visible = new LinkedHashMap<>(outer);
            visible.putAll(own);
        }
        return visible;
    }

    void assign(ObjectNode assigned) {
        Map<String, JsonNode> changedOwn = new LinkedHashMap<>(own);
        assigned.properties().forEach(field -> changedOwn.put(field.getKey(), field.getValue()));
        own = changedOwn;
        visible = null;
    }

    /** How often the state has been tried again. */
    int retries() {
        int sum = 0;
        for (int each : attempts) {
            sum += each;
        }
        return sum;
    }

    void tried(int retrier, int retriers) {
        List<Integer> counts = new ArrayList<>(attempts);
        while (counts.size() < retriers) {
            counts.add(0);
        }
        counts.set(retrier, counts.get(retrier) + 1);
        attempts = List.copyOf(counts);
    }

    boolean within(Strand other) {
        for (Strand at = parent; at != null; at = at.parent) {
            if (at.id == other.id) {
                return true;
            }
        }
        return false;
    }

    StrandRow row() {
        String variables = null;
        if (!own.isEmpty()) {
            ObjectNode object = Json.object();
            own.forEach(object::set);
            variables = Json.write(object);
        }
        return new StrandRow(
                parent == null ? 0 : parent.id,
                index,
                flow,
                state,
                input,
                variables,
                item,
                last,
                entered,
                before,
                enteredAt,
                attempts,
                phase,
                armed,
                held,
                mapRun);
    }

    static Strand of(long id, @Nullable Strand parent, StrandRow row) {
        Strand strand = new Strand(id, parent, row.index(), row.flow(), row.state(), row.input());
        strand.item = row.item();
        strand.last = row.last();
        strand.entered = row.entered();
        strand.before = row.before();
        strand.enteredAt = row.enteredAt();
        strand.attempts = row.attempts();
        strand.phase = row.phase();
        strand.armed = row.armed();
        strand.armedNonce = row.phase().nonce();
        strand.held = row.held();
        strand.mapRun = row.mapRun();
        strand.stored = true;
        strand.childrenStored = row.phase() instanceof Phase.Children;
        if (row.variables() != null) {
            strand.assign((ObjectNode) Json.read(row.variables()));
        }
        return strand;
    }
}
