package dev.antiphon.engine;

/**
 * What is sent to one kind of receiver: its name, and how a payload is written where it has to
 * travel. Within a partition the payload is handed over as it is, so it must be immutable.
 *
 * @param name under which the receiver is registered; it stands in the rows of the outbox
 */
public record ParcelKind<P>(String name, Writing<P> writing, Reading<P> reading) {
    /** Writes a payload, at most 16 MiB. The format is between sender and receiver. */
    @FunctionalInterface
    public interface Writing<P> {
        void write(P payload, RowWriter out);
    }

    /** Reads what {@link Writing} has written, by this version or an earlier one. */
    @FunctionalInterface
    public interface Reading<P> {
        P read(String address, RowReader in);
    }

    /** Payloads that are bytes already. */
    public static ParcelKind<byte[]> ofBytes(String name) {
        return new ParcelKind<>(
                name, (payload, out) -> out.bytes(payload), (address, in) -> in.bytes());
    }

    byte[] encode(P payload) {
        RowWriter out = new RowWriter();
        writing.write(payload, out);
        return out.toBytes();
    }

    P decode(String address, byte[] payload) {
        return reading.read(address, new RowReader(payload));
    }
}
