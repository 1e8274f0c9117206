package dev.antiphon.apigateway.definition;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.Table;
import dev.antiphon.storage.Family;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** The tables of API Gateway: ids 173 to 179. All are published. */
public final class ApiTables {
    private ApiTables() {}

    private static final KeyCodec<PartKey> BY_PART =
            KeyCodec.of(
                    (key, out) -> out.text(key.api()).text(key.id()),
                    in -> new PartKey(in.text(), in.text()));

    /** By their ids, which are part of host names and so no account's own. */
    public static final Table<String, ApiRow> APIS =
            Table.of(173, "apigateway.apis", Family.STATE, KeyCodec.TEXT, ApiRow.CODEC).publish();

    static final Table<PartKey, Route> ROUTES =
            Table.of(
                            174,
                            "apigateway.routes",
                            Family.STATE,
                            BY_PART,
                            new ModelCodec<>(Route::builder))
                    .publish();

    static final Table<PartKey, Integration> INTEGRATIONS =
            Table.of(
                            175,
                            "apigateway.integrations",
                            Family.STATE,
                            BY_PART,
                            new ModelCodec<>(Integration::builder))
                    .publish();

    /** By the API and the stage's name. */
    public static final Table<PartKey, Stage> STAGES =
            Table.of(
                            176,
                            "apigateway.stages",
                            Family.STATE,
                            BY_PART,
                            new ModelCodec<>(Stage::builder))
                    .publish();

    public static final Table<PartKey, Snapshot> DEPLOYMENTS =
            Table.of(177, "apigateway.deployments", Family.STATE, BY_PART, Snapshot.CODEC)
                    .publish();

    static final Table<PartKey, Authorizer> AUTHORIZERS =
            Table.of(
                            178,
                            "apigateway.authorizers",
                            Family.STATE,
                            BY_PART,
                            new ModelCodec<>(Authorizer::builder))
                    .publish();

    /** By the name, in lower case. */
    public static final Table<String, Domain> DOMAINS =
            Table.of(179, "apigateway.domains", Family.STATE, KeyCodec.TEXT, Domain.CODEC)
                    .publish();
}
