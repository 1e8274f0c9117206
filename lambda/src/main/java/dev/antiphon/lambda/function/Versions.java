package dev.antiphon.lambda.function;

import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Check;
import dev.antiphon.engine.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;

/** The versions of functions. */
final class Versions {
    private Versions() {}

    /** All of a function, the unpublished one first. */
    static Collection<Version> of(Catalogs catalogs, FunctionKey function) {
        return catalogs.catalog(LambdaTables.VERSIONS)
                .range(VersionKey.latest(function), new VersionKey(function, Long.MAX_VALUE))
                .values();
    }

    /**
     * The unpublished version of a function that this partition owns.
     *
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static Version requireLatest(Tx tx, FunctionName name) {
        Version latest = tx.get(LambdaTables.VERSIONS, VersionKey.latest(name.key()));
        if (latest == null) {
            throw LambdaErrors.functionNotFound(name.arn());
        }
        return latest;
    }

    /** The version that a qualifier names, itself or by an alias, or null. */
    static @Nullable Version find(Reading rows, FunctionName name) {
        String qualifier = name.qualifierOrLatest();
        if (!FunctionName.isVersion(qualifier)) {
            Alias alias = rows.get(LambdaTables.ALIASES, name.qualified());
            if (alias == null) {
                return null;
            }
            qualifier = alias.version();
        }
        VersionKey key = key(name.key(), qualifier);
        return key == null ? null : rows.get(LambdaTables.VERSIONS, key);
    }

    /**
     * @param version {@code $LATEST} or digits
     * @return null for what no version can be called, such as the name of an alias
     */
    static @Nullable VersionKey key(FunctionKey function, String version) {
        if (version.equals(FunctionName.LATEST)) {
            return VersionKey.latest(function);
        }
        if (!FunctionName.isVersion(version) || version.length() > 18) {
            return null;
        }
        long number = Long.parseLong(version);
        return number == 0 ? null : new VersionKey(function, number);
    }

    /**
     * Publishes the unpublished version as it is, if it is not as the one that was published last.
     *
     * @param description of the new version, or null for that of the unpublished one
     * @return the new version, or the last one
     */
    static Version publish(Tx tx, Function function, Version latest, @Nullable String description) {
        FunctionKey key = function.key();
        Version last = tx.get(LambdaTables.VERSIONS, new VersionKey(key, function.lastVersion()));
        if (function.lastVersion() > 0 && last != null && same(last, latest)) {
            return last;
        }
        long number = function.lastVersion() + 1;
        FunctionConfiguration.Builder configuration = latest.configuration().toBuilder();
        if (description != null) {
            configuration.description(description);
        }
        if (latest.configuration().snapStart().applyOn() == SnapStartApplyOn.PUBLISHED_VERSIONS) {
            configuration.snapStart(it ->
                    it.applyOn(SnapStartApplyOn.PUBLISHED_VERSIONS)
                            .optimizationStatus(SnapStartOptimizationStatus.ON));
        }
        Version version =
                new Version(
                        new VersionKey(key, number),
                        tx.now(),
                        tx.ids().uuid().toString(),
                        configuration.build(),
                        latest.code(),
                        latest.layers(),
                        latest.runtime());
        Archives.use(tx, latest.code());
        LayerUse.tell(tx, version.key(), List.of(), version.layers());
        tx.put(LambdaTables.VERSIONS, version.key(), version);
        tx.put(LambdaTables.FUNCTIONS, key, function.withLastVersion(number));
        return version;
    }

    /** Whether two versions are the same but for what they are called. */
    private static boolean same(Version published, Version latest) {
        return published.code().equals(latest.code())
                && published.layers().equals(latest.layers())
                && Objects.equals(
                        unnamed(published.configuration()), unnamed(latest.configuration()));
    }

    private static FunctionConfiguration unnamed(FunctionConfiguration configuration) {
        return configuration.toBuilder()
                .description(null)
                .snapStart(it -> it.applyOn(configuration.snapStart().applyOn()))
                .build();
    }

    /** Removes a version that is there, with what is its own. */
    static void delete(Tx tx, VersionKey key) {
        Version version =
                Check.present(tx.get(LambdaTables.VERSIONS, key), "a version that is deleted");
        Archives.release(tx, version.code());
        LayerUse.tell(tx, key, version.layers(), List.of());
        tx.delete(LambdaTables.VERSIONS, key);
    }
}
