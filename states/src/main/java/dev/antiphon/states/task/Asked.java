package dev.antiphon.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.delivery.ReplyTo;
import dev.antiphon.delivery.ServiceCall;
import dev.antiphon.delivery.ServiceCalls;
import dev.antiphon.engine.Check;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Tx;
import org.jspecify.annotations.Nullable;

/**
 * A call of an operation of this server, and what it takes with it so that its answer finds the way
 * back.
 *
 * @param resource as in the definition
 * @param requestId of the call
 * @param traceHeader that the call has, or null
 */
record Asked(TaskAddress address, String resource, String requestId, @Nullable String traceHeader) {
    private static final int VERSION = 2;

    static Asked by(Tx tx, TaskCall call, String resource) {
        String requestId = tx.ids().uuid().toString();
        return new Asked(call.address(), resource, requestId, call.traceHeader());
    }

    /** The same in a trace: where what led to the execution has none, one that begins here. */
    Asked traced() {
        if (traceHeader != null) {
            return this;
        }
        String id = requestId.replace("-", "");
        String root = "Root=1-" + id.substring(0, 8) + "-" + id.substring(8) + ";Sampled=0";
        return new Asked(address, resource, requestId, root);
    }

    /**
     * Makes the call, as the account that the execution belongs to.
     *
     * @param answers receives the answer
     */
    void call(Tx tx, Home home, String service, String operation, JsonNode input, String answers) {
        ServiceCalls.call(
                tx,
                new ServiceCall(
                        service,
                        operation,
                        Json.bytes(input),
                        home.account(),
                        home.region(),
                        requestId,
                        traceHeader),
                replyTo(answers));
    }

    ReplyTo replyTo(String receiver) {
        RowWriter out = new RowWriter().u8(VERSION);
        address.write(out);
        out.text(resource).text(requestId).optionalText(traceHeader);
        return new ReplyTo(receiver, address.home(), out.toBytes());
    }

    static Asked read(byte[] correlation) {
        RowReader in = new RowReader(correlation);
        int version = in.u8();
        Check.that(version >= 1 && version <= VERSION, "the version of a correlation is known");
        return new Asked(
                TaskAddress.read(in),
                in.text(),
                in.text(),
                version >= 2 ? in.optionalText() : null);
    }
}
