package dev.antiphon.lambda.function;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who may do what with a function, or with a version of a layer.
 *
 * @param statements JSON by their ids, in the order in which they were added
 */
record Policy(String revision, Map<String, String> statements) {
    static final RowCodec<Policy> CODEC =
            RowCodec.first((policy, out) -> policy.write(out), in -> Policy.read(in));

    Policy {
        statements = Collections.unmodifiableMap(new LinkedHashMap<>(statements));
    }

    Policy with(String id, String statement, String newRevision) {
        Map<String, String> more = new LinkedHashMap<>(statements);
        more.put(id, statement);
        return new Policy(newRevision, more);
    }

    Policy without(String id, String newRevision) {
        Map<String, String> fewer = new LinkedHashMap<>(statements);
        fewer.remove(id);
        return new Policy(newRevision, fewer);
    }

    /** As a document. */
    String json() {
        return "{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":["
                + String.join(",", statements.values())
                + "]}";
    }

    void write(RowWriter out) {
        out.text(revision);
        out.texts(statements);
    }

    static Policy read(RowReader in) {
        return new Policy(in.text(), in.namedTexts());
    }
}
