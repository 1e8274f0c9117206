package dev.antiphon.apigateway.definition;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.service.ModelRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * A deployment: an API as it was when it was deployed, which is what a stage serves.
 *
 * @param stage that it was made for by itself, or null for one that somebody asked for
 */
public record Snapshot(
        Deployment deployment,
        @Nullable String stage,
        @Nullable Cors cors,
        List<Route> routes,
        List<Integration> integrations,
        List<Authorizer> authorizers) {
    static final RowCodec<Snapshot> CODEC = new Codec();

    public Snapshot {
        routes = List.copyOf(routes);
        integrations = List.copyOf(integrations);
        authorizers = List.copyOf(authorizers);
    }

    Snapshot with(Deployment changed) {
        return new Snapshot(changed, stage, cors, routes, integrations, authorizers);
    }

    private static final class Codec implements RowCodec<Snapshot> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Snapshot snapshot, RowWriter out) {
            ModelRow.write(snapshot.deployment, out);
            out.optionalText(snapshot.stage);
            out.bool(snapshot.cors != null);
            if (snapshot.cors != null) {
                ModelRow.write(snapshot.cors, out);
            }
            writeAll(snapshot.routes, out);
            writeAll(snapshot.integrations, out);
            writeAll(snapshot.authorizers, out);
        }

        private static void writeAll(List<? extends SdkPojo> parts, RowWriter out) {
            out.varint(parts.size());
            parts.forEach(part -> ModelRow.write(part, out));
        }

        @Override
        public Snapshot read(int version, RowReader in) {
            return new Snapshot(
                    ModelRow.read(Deployment.builder(), in).build(),
                    in.optionalText(),
                    in.bool() ? ModelRow.read(Cors.builder(), in).build() : null,
                    readAll(Route::builder, in),
                    readAll(Integration::builder, in),
                    readAll(Authorizer::builder, in));
        }

        private static <V> List<V> readAll(
                Supplier<? extends SdkBuilder<?, V>> builders, RowReader in) {
            List<V> parts = new ArrayList<>();
            for (long left = in.varint(); left > 0; left--) {
                SdkBuilder<?, V> builder = builders.get();
                ModelRow.read((SdkPojo) builder, in);
                parts.add(builder.build());
            }
            return parts;
        }
    }
}
