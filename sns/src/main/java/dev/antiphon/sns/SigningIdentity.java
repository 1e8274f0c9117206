package dev.antiphon.sns;

import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Tx;
import org.jspecify.annotations.Nullable;

/**
 * What this server signs messages with. Made once, when it is first needed, and a row from then on.
 *
 * @param certificate in PEM
 * @param privateKey in PKCS #8
 */
public record SigningIdentity(String certificate, byte[] privateKey) {
    /** Where this server shows its certificate, under whatever name it is asked for. */
    public static final String FOLDER = "/_aws/sns/certificates/";

    /** The beginning of a certificate's path. */
    public static final String PATH = FOLDER + "SimpleNotificationService-";

    /** The address of the partition that keeps it. */
    public static final String ADDRESS = "arn:aws:sns:::signing-identity";

    private static final String KEY = "signing-identity";

    static final RowCodec<SigningIdentity> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(SigningIdentity identity, RowWriter out) {
                    out.text(identity.certificate).bytes(identity.privateKey);
                }

                @Override
                public SigningIdentity read(int version, RowReader in) {
                    return new SigningIdentity(in.text(), in.bytes());
                }
            };

    /** The one of this server, or null as long as it has none. */
    public static @Nullable SigningIdentity find(Catalogs catalogs) {
        return catalogs.catalog(SnsTables.SIGNING_IDENTITY).get(KEY);
    }

    /** Keeps a new one, at {@link #ADDRESS}, if there is none. Returns the one that counts. */
    public static SigningIdentity keep(Tx tx, SigningIdentity made) {
        SigningIdentity kept = tx.get(SnsTables.SIGNING_IDENTITY, KEY);
        if (kept != null) {
            return kept;
        }
        tx.put(SnsTables.SIGNING_IDENTITY, KEY, made);
        return made;
    }
}
