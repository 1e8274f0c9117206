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
        Rows.of(tx, LambdaTables.URLS, function)
                .forEach(url -> tx.delete(LambdaTables.URL_IDS, url.id()));
        Rows.delete(tx, LambdaTables.URLS, function);
        Rows.delete(tx, LambdaTables.ALIASES, function);
        Rows.delete(tx, LambdaTables.EVENT_INVOKE_CONFIGS, function);
        Rows.delete(tx, LambdaTables.POLICIES, function);
        Rows.delete(tx, LambdaTables.PROVISIONED, function);
        tx.delete(LambdaTables.FUNCTIONS, function);
    }

    static void of(Tx tx, VersionKey version) {
        Versions.delete(tx, version);
        ofSettings(tx, new QualifiedKey(version.function(), version.version()));
    }

    /** What is said of a qualifier. */
    static void ofSettings(Tx tx, QualifiedKey key) {
        tx.delete(LambdaTables.EVENT_INVOKE_CONFIGS, key);
        tx.delete(LambdaTables.POLICIES, key);
        tx.delete(LambdaTables.PROVISIONED, key);
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
