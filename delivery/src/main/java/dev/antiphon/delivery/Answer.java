package dev.antiphon.delivery;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.util.ArrayList;
import java.util.List;

/** What came of something that was asked for an answer. */
public sealed interface Answer {
    /**
     * What an endpoint answered, whatever its status, or what an operation did.
     *
     * @param body of an operation: the response as JSON, with the API's names in Pascal case
     */
    record Response(int status, List<OutsideCall.Header> headers, byte[] body) implements Answer {
        /** The first header of that name, or an empty text. */
        public String header(String name) {
            for (OutsideCall.Header header : headers) {
                if (header.name().equalsIgnoreCase(name)) {
                    return header.value();
                }
            }
            return "";
        }
    }

    /**
     * It was refused, or nobody answered.
     *
     * @param code AWS's error code, or one of an {@link Attempt}'s
     * @param status of HTTP, or 0 where there was none
     */
    record Failed(String code, int status, String message) implements Answer {}

    /** One without anything to tell: it was taken. */
    static Answer taken() {
        return new Response(200, List.of(), new byte[0]);
    }

    /** Appends it. */
    default void write(RowWriter out) {
        switch (this) {
            case Response(int status, List<OutsideCall.Header> headers, byte[] body) -> {
                out.u8(1).varint(status).varint(headers.size());
                headers.forEach(header -> out.text(header.name()).text(header.value()));
                out.bytes(body);
            }
            case Failed(String code, int status, String message) ->
                    out.u8(2).text(code).varint(status).text(message);
        }
    }

    static Answer read(RowReader in) {
        int kind = in.u8();
        return switch (kind) {
            case 1 -> {
                int status = (int) in.varint();
                List<OutsideCall.Header> headers = new ArrayList<>();
                for (long left = in.varint(); left > 0; left--) {
                    headers.add(new OutsideCall.Header(in.text(), in.text()));
                }
                yield new Response(status, headers, in.bytes());
            }
            case 2 -> new Failed(in.text(), (int) in.varint(), in.text());
            default -> throw new IllegalArgumentException("no answer is of kind " + kind);
        };
    }
}
