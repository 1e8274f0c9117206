package dev.antiphon.lambda.function;

import dev.antiphon.delivery.FunctionSpec.CodeRef;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;

/** Functions, their versions, aliases and layers, and what is said of them: the operations. */
public final class Functions {
    private static final int RETRIES = 2;
    private static final Duration MAXIMUM_AGE = Duration.ofHours(6);

    private final CodeConfig config;

    private final Tags tags;

    /**
     * @param tagged what has tags besides functions and code signing configurations, by the kind in
     *     its ARN: {@code event-source-mapping}
     */
    public Functions(CodeConfig config, Map<String, Tagged> tagged) {
        this.config = config;
        this.tags = new Tags(tagged);
    }

    public List<Operation<?, ?>> operations() {
        return List.of(
                // Functions
                new CreateFunction(config),
                new DeleteFunction(),
                new GetAccountSettings(),
                new GetFunction(),
                new GetFunctionConfiguration(),
                new ListFunctions(),
                new UpdateFunctionCode(config),
                new UpdateFunctionConfiguration(),
                // Versions and aliases
                new CreateAlias(),
                new DeleteAlias(),
                new GetAlias(),
                new ListAliases(),
                new ListVersionsByFunction(),
                new PublishVersion(),
                new UpdateAlias(),
                // How they run
                new DeleteFunctionConcurrency(),
                new DeleteFunctionEventInvokeConfig(),
                new DeleteProvisionedConcurrencyConfig(),
                new GetFunctionConcurrency(),
                new GetFunctionEventInvokeConfig(),
                new GetFunctionRecursionConfig(),
                new GetProvisionedConcurrencyConfig(),
                new GetRuntimeManagementConfig(),
                new ListFunctionEventInvokeConfigs(),
                new ListProvisionedConcurrencyConfigs(),
                new PutFunctionConcurrency(),
                new PutFunctionEventInvokeConfig(),
                new PutFunctionRecursionConfig(),
                new PutProvisionedConcurrencyConfig(),
                new PutRuntimeManagementConfig(),
                new UpdateFunctionEventInvokeConfig(),
                // Who may use them, and by which URLs
                new AddPermission(),
                new CreateFunctionUrlConfig(),
                new DeleteFunctionUrlConfig(),
                new GetFunctionUrlConfig(),
                new GetPolicy(),
                new ListFunctionUrlConfigs(),
                new RemovePermission(),
                new UpdateFunctionUrlConfig(),
                // Layers
                new AddLayerVersionPermission(),
                new DeleteLayerVersion(),
                new GetLayerVersion(),
                new GetLayerVersionByArn(),
                new GetLayerVersionPolicy(),
                new ListLayers(),
                new ListLayerVersions(),
                new PublishLayerVersion(),
                new RemoveLayerVersionPermission(),
                // Code signing
                new CreateCodeSigningConfig(),
                new DeleteCodeSigningConfig(),
                new DeleteFunctionCodeSigningConfig(),
                new GetCodeSigningConfig(),
                new GetFunctionCodeSigningConfig(),
                new ListCodeSigningConfigs(),
                new ListFunctionsByCodeSigningConfig(),
                new PutFunctionCodeSigningConfig(),
                new UpdateCodeSigningConfig(),
                // Tags
                new ListTags(tags),
                new TagResource(tags),
                new UntagResource(tags));
    }

    public void register(Registry registry) {
        registry.table(LambdaTables.FUNCTIONS);
        registry.table(LambdaTables.VERSIONS);
        registry.table(LambdaTables.ALIASES);
        registry.table(LambdaTables.ARCHIVES);
        registry.table(LambdaTables.CHUNKS);
        registry.table(LambdaTables.LAYERS);
        registry.table(LambdaTables.LAYER_NUMBERS);
        registry.table(LambdaTables.LAYER_USES);
        LayerUse.register(registry);
        registry.table(LambdaTables.EVENT_INVOKE_CONFIGS);
        registry.table(LambdaTables.URLS);
        registry.table(LambdaTables.URL_IDS);
        registry.table(LambdaTables.POLICIES);
        registry.table(LambdaTables.PROVISIONED);
        registry.table(LambdaTables.CODE_SIGNING);
    }

    /**
     * A function that this partition owns.
     *
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static Function require(Tx tx, FunctionName name) {
        return require((Reading) tx::get, name);
    }

    /**
     * A function, whichever partition owns it.
     *
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static Function require(Catalogs catalogs, FunctionName name) {
        return require(Reading.of(catalogs), name);
    }

    private static Function require(Reading rows, FunctionName name) {
        Function function = rows.get(LambdaTables.FUNCTIONS, name.key());
        if (function == null) {
            throw LambdaErrors.functionNotFound(name.arn());
        }
        return function;
    }

    // For those who run functions

    /**
     * A function as it can be invoked now. In a handler the catalogs are {@code tx::catalog}.
     *
     * @param chance from 0 to 1, evenly spread: which version an alias with weights leads to
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    public static Invocable invocable(Catalogs catalogs, FunctionName name, double chance) {
        String qualifier = name.qualifierOrLatest();
        String chosen = qualifier;
        if (!FunctionName.isVersion(qualifier)) {
            Alias alias = catalogs.catalog(LambdaTables.ALIASES).get(name.qualified());
            if (alias == null) {
                throw LambdaErrors.functionNotFound(name.qualifiedArn());
            }
            chosen = alias.choose(chance);
        }
        Function function = catalogs.catalog(LambdaTables.FUNCTIONS).get(name.key());
        VersionKey key = Versions.key(name.key(), chosen);
        Version version = key == null ? null : catalogs.catalog(LambdaTables.VERSIONS).get(key);
        if (function == null || key == null || version == null) {
            throw LambdaErrors.functionNotFound(name.qualifiedArn());
        }
        return new Invocable(
                version.spec(Concurrency.left(catalogs, function, key)),
                name.qualifiedArn(),
                key.version());
    }

    /** How many invocations at once are reserved for a function, or null where it shares. */
    public static @Nullable Integer reserved(Catalogs catalogs, FunctionName name) {
        Function function = catalogs.catalog(LambdaTables.FUNCTIONS).get(name.key());
        return function == null ? null : function.reserved();
    }

    /** How the asynchronous invocations of what a name leads to are retried, and where they end. */
    public static AsyncConfig asyncConfig(Catalogs catalogs, FunctionName name) {
        EventInvokeConfig config =
                catalogs.catalog(LambdaTables.EVENT_INVOKE_CONFIGS).get(name.qualified());
        Version version = Versions.find(Reading.of(catalogs), name);
        DeadLetterConfig letters =
                version == null ? null : version.configuration().deadLetterConfig();
        Integer retries = config == null ? null : config.retries();
        Integer age = config == null ? null : config.age();
        return new AsyncConfig(
                retries == null ? RETRIES : retries,
                age == null ? MAXIMUM_AGE : Duration.ofSeconds(age),
                config == null ? null : config.onSuccess(),
                config == null ? null : config.onFailure(),
                letters == null ? null : letters.targetArn());
    }

    /** Whether invocations that are part of a loop of functions and queues are to end it. */
    public static boolean terminatesLoops(Catalogs catalogs, FunctionName name) {
        Function function = catalogs.catalog(LambdaTables.FUNCTIONS).get(name.key());
        return function == null || !function.allowsLoops();
    }

    /**
     * @param id the first label of its host name
     */
    public static @Nullable FunctionUrl url(Catalogs catalogs, String id) {
        return FunctionUrls.find(catalogs, id);
    }

    /**
     * Whether somebody may use a URL.
     *
     * @param account of whoever has signed the request, or null where nobody has
     */
    public static boolean permitsUrl(Catalogs catalogs, FunctionUrl url, @Nullable String account) {
        return UrlPermission.granted(
                catalogs.catalog(LambdaTables.POLICIES).get(FunctionUrls.key(url.function())),
                url,
                account);
    }

    // For those who need their code

    /** How large the pieces are that archives are read in. */
    public static final int CHUNK = Archives.CHUNK;

    /**
     * A piece of an archive, on the partition of its owner.
     *
     * @param owner the ARN that the code's reference says
     * @param index from 0; all pieces but the last are {@link #CHUNK} long
     * @return null if there is none (any more)
     */
    public static byte @Nullable [] readCode(Tx tx, String owner, String sha256, long index) {
        return Archives.chunk(tx, new CodeKey(owner, sha256), index);
    }

    /**
     * The archive that an address leads to, on the partition of its owner.
     *
     * @param now by the clock of whoever asks
     * @return null for an address that is none, or not any more
     */
    public static @Nullable CodeRef granted(
            Tx tx, CodeLocation location, String signature, Instant now) {
        return CodeAccess.of(tx, location, signature, now);
    }
}
