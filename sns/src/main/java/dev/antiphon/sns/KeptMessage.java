package dev.antiphon.sns;

import dev.antiphon.delivery.Attribute;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * A message that this server has no way to bring to where it belongs: to a telephone, an app, or,
 * without an SMTP server, a mail address. It is kept for those who look it up, the latest few
 * thousand of each partition.
 *
 * @param recipient a telephone number, the ARN of an app's endpoint, a mail address
 * @param topic its ARN, or null for what was published without one
 * @param subscription its ARN, or null
 * @param structure as it was published with, or null
 */
public record KeptMessage(
        Kind kind,
        String account,
        String region,
        String recipient,
        @Nullable String topic,
        @Nullable String subscription,
        String messageId,
        String text,
        @Nullable String subject,
        @Nullable String structure,
        Map<String, Attribute> attributes,
        Instant time) {

    private static final int MOST = 5_000;

    /** Which network it would leave by. The codes are part of the format on disk. */
    public enum Kind {
        SMS(1),
        APPLICATION(2),
        EMAIL(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        private static Kind of(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of message has the code " + code);
        }
    }

    static final RowCodec<KeptMessage> CODEC = new Codec();

    static void keep(Tx tx, KeptMessage message) {
        NavigableSet<Long> kept = Topics.kept(tx);
        if (kept.size() >= MOST) {
            tx.delete(SnsTables.KEPT_MESSAGES, kept.first());
        }
        tx.put(SnsTables.KEPT_MESSAGES, tx.ids().next(), message);
    }

    /** Those of a kind in a partition, the oldest first. */
    public static List<KeptMessage> list(Tx tx, Kind kind, String account, String region) {
        List<KeptMessage> list = new ArrayList<>();
        for (long number : Topics.kept(tx)) {
            KeptMessage message = tx.get(SnsTables.KEPT_MESSAGES, number);
            if (message != null && message.is(kind, account, region)) {
                list.add(message);
            }
        }
        return list;
    }

    /**
     * Forgets those of a kind in a partition.
     *
     * @param recipient to whom, or null for all
     */
    public static void forget(
            Tx tx, Kind kind, String account, String region, @Nullable String recipient) {
        for (long number : Topics.kept(tx)) {
            KeptMessage message = tx.get(SnsTables.KEPT_MESSAGES, number);
            if (message != null
                    && message.is(kind, account, region)
                    && (recipient == null || recipient.equals(message.recipient))) {
                tx.delete(SnsTables.KEPT_MESSAGES, number);
            }
        }
    }

    private boolean is(Kind wanted, String ofAccount, String ofRegion) {
        return kind == wanted && account.equals(ofAccount) && region.equals(ofRegion);
    }

    private static final class Codec implements RowCodec<KeptMessage> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(KeptMessage message, RowWriter out) {
            out.u8(message.kind.code)
                    .text(message.account)
                    .text(message.region)
                    .text(message.recipient)
                    .optionalText(message.topic)
                    .optionalText(message.subscription)
                    .text(message.messageId)
                    .text(message.text)
                    .optionalText(message.subject)
                    .optionalText(message.structure)
                    .varint(message.attributes.size());
            message.attributes.forEach((name, attribute) ->
                    out.text(name).text(attribute.type()).bytes(attribute.value()));
            out.varint(message.time.toEpochMilli());
        }

        @Override
        public KeptMessage read(int version, RowReader in) {
            return new KeptMessage(
                    Kind.of(in.u8()),
                    in.text(),
                    in.text(),
                    in.text(),
                    in.optionalText(),
                    in.optionalText(),
                    in.text(),
                    in.text(),
                    in.optionalText(),
                    in.optionalText(),
                    attributes(in),
                    Instant.ofEpochMilli(in.varint()));
        }

        private static Map<String, Attribute> attributes(RowReader in) {
            Map<String, Attribute> attributes = new LinkedHashMap<>();
            for (long left = in.varint(); left > 0; left--) {
                attributes.put(in.text(), new Attribute(in.text(), in.bytes()));
            }
            return attributes;
        }
    }
}
