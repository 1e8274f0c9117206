package dev.antiphon.apigateway.definition;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.service.ModelRow;
import software.amazon.awssdk.services.apigatewayv2.model.Api;

/**
 * An API and whose it is.
 *
 * @param api without its endpoint, which depends on who asks
 */
public record ApiRow(String account, String region, Api api) {
    static final RowCodec<ApiRow> CODEC = new Codec();

    public String id() {
        return api.apiId();
    }

    ApiRow with(Api changed) {
        return new ApiRow(account, region, changed);
    }

    private static final class Codec implements RowCodec<ApiRow> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(ApiRow row, RowWriter out) {
            out.text(row.account).text(row.region);
            ModelRow.write(row.api, out);
        }

        @Override
        public ApiRow read(int version, RowReader in) {
            return new ApiRow(in.text(), in.text(), ModelRow.read(Api.builder(), in).build());
        }
    }
}
