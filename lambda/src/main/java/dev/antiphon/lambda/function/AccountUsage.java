package dev.antiphon.lambda.function;

import dev.antiphon.engine.Catalogs;
import java.util.Collection;

/**
 * What an account has in a region, of what it may have.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
 *     quotas</a>
 */
final class AccountUsage {
    static final int CONCURRENT = 1000;

    /** What functions without a reservation keep of it. */
    static final int LEAST_UNRESERVED = 100;

    /** 75 GiB. */
    static final long MOST_CODE = 80_530_636_800L;

    private AccountUsage() {}

    static Collection<Function> functions(Catalogs catalogs, String account, String region) {
        return catalogs.catalog(LambdaTables.FUNCTIONS)
                .range(
                        new FunctionKey(account, region, ""),
                        new FunctionKey(account, region + "\0", ""))
                .values();
    }

    /** The archives of all versions of functions and layers, each as often as it is used. */
    static long code(Catalogs catalogs, String account, String region) {
        long functions =
                catalogs
                        .catalog(LambdaTables.VERSIONS)
                        .range(
                                VersionKey.latest(new FunctionKey(account, region, "")),
                                VersionKey.latest(new FunctionKey(account, region + "\0", "")))
                        .values()
                        .stream()
                        .mapToLong(version -> version.code().size())
                        .sum();
        long layers =
                catalogs
                        .catalog(LambdaTables.LAYERS)
                        .range(
                                new LayerKey.Version(new LayerKey(account, region, ""), 0),
                                new LayerKey.Version(new LayerKey(account, region + "\0", ""), 0))
                        .values()
                        .stream()
                        .mapToLong(version -> version.code().size())
                        .sum();
        return functions + layers;
    }

    /**
     * @throws dev.antiphon.api.AwsException CodeStorageExceededException
     */
    static void checkCode(Catalogs catalogs, FunctionKey function, long more) {
        if (code(catalogs, function.account(), function.region()) + more > MOST_CODE) {
            throw LambdaErrors.user("CodeStorageExceededException", "Code storage limit exceeded.");
        }
    }

    /** What the functions of an account reserve together. */
    static int reserved(Catalogs catalogs, String account, String region) {
        return functions(catalogs, account, region).stream()
                .mapToInt(function -> function.reserved() == null ? 0 : function.reserved())
                .sum();
    }
}
