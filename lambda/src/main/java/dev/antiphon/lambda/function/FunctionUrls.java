package dev.antiphon.lambda.function;

import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.service.ModelRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.Cors;

/** The URLs of functions: by what they lead to, and by their ids. */
final class FunctionUrls {
    static final RowCodec<FunctionUrl> CODEC = new Codec();

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
