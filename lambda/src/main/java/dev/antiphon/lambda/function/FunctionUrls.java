package dev.antiphon.lambda.function;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.ModelRow;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.Cors;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;

/** The URLs of functions: by what they lead to, and by their ids. */
final class FunctionUrls {
    static final RowCodec<FunctionUrl> CODEC = new Codec();

    private static final int ID_LENGTH = 32;
    private static final String LOCALHOST = "localhost";

    private FunctionUrls() {}

    static @Nullable FunctionUrl find(Catalogs catalogs, String id) {
        QualifiedKey key = catalogs.catalog(LambdaTables.URL_IDS).get(id);
        return key == null ? null : catalogs.catalog(LambdaTables.URLS).get(key);
    }

    /** Where it is kept: under no qualifier for the function as such. */
    static QualifiedKey key(FunctionName function) {
        String qualifier = function.qualifier();
        return new QualifiedKey(function.key(), qualifier == null ? "" : qualifier);
    }

    static AwsException notFound() {
        return LambdaErrors.notFound("The resource you requested does not exist.");
    }

    /**
     * @throws AwsException ResourceNotFoundException if there is no such function or alias
     */
    static void checkTarget(Tx tx, FunctionName function) {
        if (Versions.find(tx::get, function) == null) {
            throw LambdaErrors.notFound("Function does not exist");
        }
    }

    /** As AWS's: letters and digits, and nothing to guess it by. */
    static String newId(Tx tx) {
        StringBuilder id = new StringBuilder();
        while (id.length() < ID_LENGTH) {
            id.append(Long.toString(tx.ids().random() & Long.MAX_VALUE, 36));
        }
        return id.substring(0, ID_LENGTH);
    }

    /**
     * A name below the server's own, by which it knows the function again. Below localhost where it
     * was called by an address, for addresses have no names below them.
     */
    static String address(FunctionUrl url, Caller caller) {
        URI endpoint = URI.create(caller.endpoint());
        String host = endpoint.getHost() == null ? LOCALHOST : endpoint.getHost();
        boolean named = !host.startsWith("[") && !host.matches("[0-9.]+");
        return endpoint.getScheme()
                + "://"
                + url.id()
                + ".lambda-url."
                + url.function().region()
                + "."
                + (named ? host : LOCALHOST)
                + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort())
                + "/";
    }

    static FunctionUrlConfig view(FunctionUrl url, Caller caller) {
        return FunctionUrlConfig.builder()
                .functionUrl(address(url, caller))
                .functionArn(url.function().qualifiedArn())
                .authType(url.authType())
                .invokeMode(url.invokeMode())
                .cors(url.cors())
                .creationTime(url.created().toString())
                .lastModifiedTime(url.updated().toString())
                .build();
    }

    private static final class Codec implements RowCodec<FunctionUrl> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(FunctionUrl url, RowWriter out) {
            FunctionName function = url.function();
            out.text(url.id());
            LambdaTables.writeKey(function.key(), out);
            out.optionalText(function.qualifier()).text(url.authType()).text(url.invokeMode());
            Cors cors = url.cors();
            out.bool(cors != null);
            if (cors != null) {
                ModelRow.write(cors, out);
            }
            out.i64(url.created().toEpochMilli()).i64(url.updated().toEpochMilli());
        }

        @Override
        public FunctionUrl read(int version, RowReader in) {
            String id = in.text();
            FunctionKey key = LambdaTables.readKey(in);
            return new FunctionUrl(
                    id,
                    new FunctionName(key.account(), key.region(), key.name(), in.optionalText()),
                    in.text(),
                    in.text(),
                    in.bool() ? ModelRow.read(Cors.builder(), in).build() : null,
                    Instant.ofEpochMilli(in.i64()),
                    Instant.ofEpochMilli(in.i64()));
        }
    }
}
