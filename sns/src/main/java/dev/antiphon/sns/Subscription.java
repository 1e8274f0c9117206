package dev.antiphon.sns;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Duration;
import java.time.Instant;

/**
 * A subscription to a topic.
 *
 * @param owner the account that subscribed
 * @param principal the ARN of who did
 * @param confirmation how far it is from getting messages
 * @param token what the endpoint confirms it with
 * @param authenticateOnUnsubscribe whether only its owner can end it
 * @param address how the subscriber addressed this server: links lead there
 */
record Subscription(
        SubscriptionArn arn,
        Protocol protocol,
        String endpoint,
        String owner,
        String principal,
        Instant created,
        Confirmation confirmation,
        String token,
        boolean authenticateOnUnsubscribe,
        String address,
        SubscriptionAttributes attributes) {

    /** For how long an endpoint can confirm. */
    static final Duration CONFIRMABLE = Duration.ofDays(2);

    /** The codes are part of the format on disk. */
    enum Confirmation {
        PENDING(0),
        /** By the token, from anyone who has it. */
        BY_TOKEN(1),
        /** By a caller who signed, or because the endpoint is its owner's own. */
        AUTHENTICATED(2);

        private final int code;

        Confirmation(int code) {
            this.code = code;
        }

        private static Confirmation of(int code) {
            for (Confirmation each : values()) {
                if (each.code == code) {
                    return each;
                }
            }
            throw new IllegalArgumentException("no confirmation has the code " + code);
        }
    }

    static final RowCodec<Subscription> CODEC = new Codec();

    TopicArn topic() {
        return arn.topic();
    }

    boolean pending() {
        return confirmation == Confirmation.PENDING;
    }

    Subscription withAttributes(SubscriptionAttributes changed) {
        return new Subscription(
                arn,
                protocol,
                endpoint,
                owner,
                principal,
                created,
                confirmation,
                token,
                authenticateOnUnsubscribe,
                address,
                changed);
    }

    Subscription confirmed(Confirmation how, boolean onlyOwnerUnsubscribes) {
        return new Subscription(
                arn,
                protocol,
                endpoint,
                owner,
                principal,
                created,
                how,
                token,
                onlyOwnerUnsubscribes,
                address,
                attributes);
    }

    private static final class Codec implements RowCodec<Subscription> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Subscription value, RowWriter out) {
            TopicArn topic = value.topic();
            out.text(topic.account()).text(topic.region()).text(topic.name()).text(value.arn.id());
            out.text(value.protocol.toString())
                    .text(value.endpoint)
                    .text(value.owner)
                    .text(value.principal)
                    .varint(value.created.toEpochMilli())
                    .u8(value.confirmation.code)
                    .text(value.token)
                    .bool(value.authenticateOnUnsubscribe)
                    .text(value.address);
            out.texts(value.attributes.set());
        }

        @Override
        public Subscription read(int version, RowReader in) {
            return new Subscription(
                    new SubscriptionArn(new TopicArn(in.text(), in.text(), in.text()), in.text()),
                    Protocol.of(in.text()),
                    in.text(),
                    in.text(),
                    in.text(),
                    Instant.ofEpochMilli(in.varint()),
                    Confirmation.of(in.u8()),
                    in.text(),
                    in.bool(),
                    in.text(),
                    new SubscriptionAttributes(in.namedTexts()));
        }
    }
}
