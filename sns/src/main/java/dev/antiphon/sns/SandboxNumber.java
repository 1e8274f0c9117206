package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Tx;
import java.util.Comparator;

/**
 * A telephone number that an account adds to be verified.
 *
 * @param password what verifies it
 */
record SandboxNumber(String password, boolean verified) {
    /** A number of an account. */
    record Key(SmsAccount account, String number) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::account).thenComparing(Key::number);

        static final KeyCodec<Key> CODEC =
                KeyCodec.of(
                        (key, out) -> out.part(SmsAccount.CODEC, key.account).text(key.number),
                        in -> new Key(in.part(SmsAccount.CODEC), in.text()));

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    static final RowCodec<SandboxNumber> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(SandboxNumber value, RowWriter out) {
                    out.text(value.password).bool(value.verified);
                }

                @Override
                public SandboxNumber read(int version, RowReader in) {
                    return new SandboxNumber(in.text(), in.bool());
                }
            };

    /**
     * @throws dev.antiphon.api.AwsException InvalidParameter
     */
    static Key key(Caller caller, String number) {
        SmsAccount.checkNumber(number);
        return new Key(SmsAccount.of(caller), number);
    }

    /**
     * @throws dev.antiphon.api.AwsException ResourceNotFound
     */
    static SandboxNumber require(Tx tx, Key key) {
        SandboxNumber number = tx.get(SnsTables.SANDBOX_NUMBERS, key);
        if (number == null) {
            throw SnsErrors.resourceDoesNotExist();
        }
        return number;
    }

    /** Six digits. */
    static String password(Tx tx) {
        return Long.toString(100_000 + Math.floorMod(tx.ids().random(), 900_000L));
    }
}
