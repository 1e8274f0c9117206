package dev.antiphon.lambda.function;

import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many invocations there may be at once: what a function may keep of what its account has.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html">Understanding
 *     Lambda function scaling</a>
 */
final class Concurrency {
    private Concurrency() {}

    /**
     * @throws dev.antiphon.api.AwsException InvalidParameterValueException
     */
    static void checkReserved(Tx tx, Function function, int reserved) {
        int provisioned = provisioned(tx, function.key());
        if (reserved < provisioned) {
            throw LambdaErrors.invalid(
                    "ReservedConcurrentExecutions  "
                            + reserved
                            + " should not be lower than function's total provisioned concurrency ["
                            + provisioned
                            + "].");
        }
        if (reserved > unreserved(tx, function) - AccountUsage.LEAST_UNRESERVED) {
            throw LambdaErrors.invalid(
                    "Specified ReservedConcurrentExecutions for function decreases account's"
                            + " UnreservedConcurrentExecution below its minimum value of ["
                            + AccountUsage.LEAST_UNRESERVED
                            + "].");
        }
    }

    /** What the account has besides what other functions than this one reserve. */
    private static int unreserved(Tx tx, Function function) {
        FunctionKey key = function.key();
        int own = function.reserved() == null ? 0 : function.reserved();
        return AccountUsage.CONCURRENT
                - AccountUsage.reserved(tx::catalog, key.account(), key.region())
                + own;
    }

    private static int provisioned(Tx tx, FunctionKey function) {
        return Rows.of(tx, LambdaTables.PROVISIONED, function).stream()
                .mapToInt(Provisioned::requested)
                .sum();
    }

    /**
     * @throws dev.antiphon.api.AwsException InvalidParameterValueException,
     *     ResourceNotFoundException or ResourceConflictException
     */
    static void checkProvisioned(Tx tx, Provisioned wanted) {
        QualifiedKey key = wanted.key();
        String qualifier = key.qualifier();
        if (qualifier.equals(FunctionName.LATEST)) {
            throw LambdaErrors.invalid(
                    "Provisioned Concurrency Configs cannot be applied to unpublished function"
                            + " versions.");
        }
        Function function = tx.get(LambdaTables.FUNCTIONS, key.function());
        if (function == null) {
            throw LambdaErrors.functionNotFound(key.arn());
        }
        if (FunctionName.isVersion(qualifier)) {
            checkVersion(tx, key);
        } else {
            checkAlias(tx, key);
        }
        Provisioned before = tx.get(LambdaTables.PROVISIONED, key);
        int total =
                provisioned(tx, key.function())
                        - (before == null ? 0 : before.requested())
                        + wanted.requested();
        Integer reserved = function.reserved();
        if (reserved != null && total > reserved) {
            throw LambdaErrors.invalid(
                    "Requested Provisioned Concurrency should not be greater than the"
                            + " reservedConcurrentExecution for function");
        }
        if (reserved == null) {
            int unreserved = unreserved(tx, function);
            if (total > unreserved) {
                throw LambdaErrors.invalid(
                        "Specified ConcurrentExecutions for function is greater than account's"
                                + " unreserved concurrency ["
                                + unreserved
                                + "].");
            }
            if (total > unreserved - AccountUsage.LEAST_UNRESERVED) {
                throw LambdaErrors.invalid(
                        "Specified ConcurrentExecutions for function decreases account's"
                                + " UnreservedConcurrentExecution below its minimum value of ["
                                + AccountUsage.LEAST_UNRESERVED
                                + "].");
            }
        }
    }

    private static void checkVersion(Tx tx, QualifiedKey key) {
        VersionKey version = Versions.key(key.function(), key.qualifier());
        if (version == null || !tx.has(LambdaTables.VERSIONS, version)) {
            throw LambdaErrors.functionNotFound(key.arn());
        }
        List<Alias> aliases = Aliases.of(tx, key.function());
        boolean pointedAt =
                aliases.stream()
                        .anyMatch(alias ->
                                alias.leadsTo(key.qualifier())
                                        && tx.has(LambdaTables.PROVISIONED, alias.key()));
        if (pointedAt) {
            throw LambdaErrors.conflict("Version is pointed by a Provisioned Concurrency alias");
        }
    }

    private static void checkAlias(Tx tx, QualifiedKey key) {
        Alias alias = tx.get(LambdaTables.ALIASES, key);
        if (alias == null) {
            throw Aliases.notFound(key);
        }
        QualifiedKey version = new QualifiedKey(key.function(), alias.version());
        if (tx.has(LambdaTables.PROVISIONED, version)) {
            throw LambdaErrors.conflict(
                    "Alias can't be used for Provisioned Concurrency configuration on an already"
                            + " Provisioned version");
        }
    }

    /**
     * @throws dev.antiphon.api.AwsException ProvisionedConcurrencyConfigNotFoundException, or
     *     ResourceNotFoundException for what could not have any
     */
    static Provisioned requireProvisioned(Tx tx, FunctionName name) {
        Provisioned provisioned = tx.get(LambdaTables.PROVISIONED, name.qualified());
        if (provisioned != null) {
            return provisioned;
        }
        if (!FunctionName.isVersion(name.qualifierOrLatest())
                && !tx.has(LambdaTables.ALIASES, name.qualified())) {
            throw Aliases.notFound(name.qualified());
        }
        if (Versions.find(tx::get, name) == null) {
            throw LambdaErrors.functionNotFound(name.qualifiedArn());
        }
        throw LambdaErrors.user(
                "ProvisionedConcurrencyConfigNotFoundException",
                "No Provisioned Concurrency Config found for this function");
    }

    /**
     * How many invocations at once are reserved for a version, or null where it shares with others:
     * of what is reserved for the function, that which other versions and aliases are not kept
     * ready for.
     */
    static @Nullable Integer left(Catalogs catalogs, Function function, VersionKey version) {
        Integer reserved = function.reserved();
        if (reserved == null) {
            return null;
        }
        FunctionKey key = version.function();
        int others =
                catalogs
                        .catalog(LambdaTables.PROVISIONED)
                        .range(new QualifiedKey(key, ""), new QualifiedKey(key, "\uffff"))
                        .values()
                        .stream()
                        .filter(each -> !leadsTo(catalogs, each.key(), version))
                        .mapToInt(Provisioned::requested)
                        .sum();
        return Math.max(0, reserved - others);
    }

    private static boolean leadsTo(Catalogs catalogs, QualifiedKey qualified, VersionKey version) {
        Alias alias = catalogs.catalog(LambdaTables.ALIASES).get(qualified);
        return (alias == null ? qualified.qualifier() : alias.version()).equals(version.version());
    }
}
