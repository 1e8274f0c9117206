package dev.antiphon.states.execution;

import dev.antiphon.engine.Check;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The strands of an execution that an operation has met: loaded when they are asked for. */
final class Strands {
    private final Surroundings surroundings;
    private final TreeMap<Long, Strand> met = new TreeMap<>();
    private long lastId;

    /**
     * @param lastId of the strand that began last
     */
    Strands(Surroundings surroundings, long lastId) {
        this.surroundings = surroundings;
        this.lastId = lastId;
    }

    long lastId() {
        return lastId;
    }

    Strand add(@Nullable Strand parent, int index, int flow, String state, Payload input) {
        Strand strand = new Strand(++lastId, parent, index, flow, state, input);
        met.put(strand.id, strand);
        return strand;
    }

    /** The strand of that id, or null if it has ended. */
    @Nullable Strand find(long id) {
        Strand strand = met.get(id);
        if (strand != null) {
            return strand.ended ? null : strand;
        }
        StrandRow row = surroundings.strand(id);
        return row == null ? null : load(id, row);
    }

    private Strand load(long id, StrandRow row) {
        Strand parent = null;
        if (row.parent() != 0) {
            parent = Check.present(find(row.parent()), "the strand around a strand is there");
        }
        Strand strand = Strand.of(id, parent, row);
        met.put(id, strand);
        return strand;
    }

    /** Those that the operation has met, also those that have ended since. */
    Collection<Strand> met() {
        return met.values();
    }

    /** All that have not ended. */
    List<Strand> all() {
        SequencedMap<Long, StrandRow> rows = surroundings.strands();
        rows.forEach((id, row) -> {
            if (!met.containsKey(id)) {
                load(id, row);
            }
        });
        List<Strand> all = new ArrayList<>();
        for (Strand strand : met.values()) {
            if (!strand.ended) {
                all.add(strand);
            }
        }
        return all;
    }

    /** Branches or iterations of a strand's state, and theirs, that have not ended. */
    List<Strand> within(Strand strand) {
        List<Strand> within = new ArrayList<>();
        for (Strand each : all()) {
            if (each.within(strand)) {
                within.add(each);
            }
        }
        return within;
    }
}
