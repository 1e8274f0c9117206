package dev.antiphon.events.connection;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Query;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.ConnectivityResourceParameters;
import software.amazon.awssdk.services.eventbridge.model.DescribeConnectionConnectivityParameters;
import software.amazon.awssdk.services.eventbridge.model.DescribeConnectionRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeConnectionResponse;

/** Tells all of a connection but its secrets. */
final class DescribeConnection
        implements Query<DescribeConnectionRequest, DescribeConnectionResponse> {
    @Override
    public DescribeConnectionResponse answer(
            Catalogs catalogs, DescribeConnectionRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.name(), caller);
        Connection connection =
                Connection.require(catalogs.catalog(ConnectionTables.CONNECTIONS).get(key), key);
        DescribeConnectionResponse.Builder response =
                DescribeConnectionResponse.builder()
                        .connectionArn(connection.arn())
                        .name(key.name())
                        .description(connection.description())
                        .invocationConnectivityParameters(shown(connection.connectivity()))
                        .connectionState(connection.state().name())
                        .stateReason(connection.state().reason())
                        .authorizationType(connection.type())
                        .kmsKeyIdentifier(connection.kmsKey())
                        .creationTime(connection.created())
                        .lastModifiedTime(connection.modified())
                        .lastAuthorizedTime(connection.authorized());
        if (connection.auth() != null) {
            response.secretArn(connection.secretArn())
                    .authParameters(AuthParameters.shown(connection.auth()));
        }
        return response.build();
    }

    /** Without the association that AWS makes for it: a private endpoint is reached directly. */
    private static @Nullable DescribeConnectionConnectivityParameters shown(
            @Nullable ConnectivityResourceParameters connectivity) {
        return connectivity == null
                ? null
                : DescribeConnectionConnectivityParameters.builder()
                        .resourceParameters(resource ->
                                resource.resourceConfigurationArn(
                                        connectivity
                                                .resourceParameters()
                                                .resourceConfigurationArn()))
                        .build();
    }
}
