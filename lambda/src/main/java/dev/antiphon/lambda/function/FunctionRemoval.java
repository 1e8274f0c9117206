package dev.antiphon.lambda.function;

import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import java.util.ArrayList;
import java.util.List;

/** What goes with a function, or with one of its versions. */
final class FunctionRemoval {
    private FunctionRemoval() {}

    static void of(Tx tx, FunctionKey function) {
        for (VersionKey version : versions(tx, function)) {
            Versions.delete(tx, version);
        }
        Rows.delete(tx, LambdaTables.ALIASES, function);
        tx.delete(LambdaTables.FUNCTIONS, function);
    }

    static void of(Tx tx, VersionKey version) {
        Versions.delete(tx, version);
    }

    private static List<VersionKey> versions(Tx tx, FunctionKey function) {
        List<VersionKey> keys = new ArrayList<>();
        try (Scan<VersionKey, Version> scan =
                tx.scan(
                        LambdaTables.VERSIONS,
                        VersionKey.latest(function),
                        new VersionKey(function, Long.MAX_VALUE))) {
            while (scan.next()) {
                keys.add(scan.key());
            }
        }
        return keys;
    }
}
