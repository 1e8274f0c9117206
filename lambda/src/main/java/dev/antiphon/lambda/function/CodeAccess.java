package dev.antiphon.lambda.function;

import dev.antiphon.delivery.FunctionSpec.CodeRef;
import dev.antiphon.engine.Tx;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether an address that code was given out under still leads to it. */
final class CodeAccess {
    private CodeAccess() {}

    static @Nullable CodeRef of(Tx tx, CodeLocation location, String signature, Instant now) {
        byte[] secret = secret(tx, location);
        if (secret == null || !location.grants(signature, secret, now)) {
            return null;
        }
        StoredArchive archive =
                tx.get(LambdaTables.ARCHIVES, new CodeKey(location.owner(), location.sha256()));
        return archive == null
                ? null
                : new CodeRef(location.owner(), location.sha256(), archive.size(), null);
    }

    private static byte @Nullable [] secret(Tx tx, CodeLocation location) {
        String[] parts = location.owner().split(":");
        if (parts.length != 7) {
            return null;
        }
        if (location.version() == 0) {
            Function function =
                    tx.get(LambdaTables.FUNCTIONS, new FunctionKey(parts[4], parts[3], parts[6]));
            return function == null ? null : function.secret();
        }
        LayerVersion layer =
                tx.get(
                        LambdaTables.LAYERS,
                        new LayerKey.Version(
                                new LayerKey(parts[4], parts[3], parts[6]), location.version()));
        return layer == null ? null : layer.secret();
    }
}
