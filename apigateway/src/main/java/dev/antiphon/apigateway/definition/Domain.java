package dev.antiphon.apigateway.definition;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.service.ModelRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.ApiMapping;
import software.amazon.awssdk.services.apigatewayv2.model.DomainName;

/** A custom domain name, and which of its paths lead to which stage of which API. */
public record Domain(
        String account, String region, DomainName domainName, List<ApiMapping> mappings) {
    static final RowCodec<Domain> CODEC = new Codec();

    public Domain {
        mappings = List.copyOf(mappings);
    }

    Domain with(DomainName changed) {
        return new Domain(account, region, changed, mappings);
    }

    Domain with(List<ApiMapping> changed) {
        return new Domain(account, region, domainName, changed);
    }

    @Nullable ApiMapping mapping(String id) {
        for (ApiMapping mapping : mappings) {
            if (mapping.apiMappingId().equals(id)) {
                return mapping;
            }
        }
        return null;
    }

    private static final class Codec implements RowCodec<Domain> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Domain domain, RowWriter out) {
            out.text(domain.account).text(domain.region);
            ModelRow.write(domain.domainName, out);
            out.varint(domain.mappings.size());
            domain.mappings.forEach(mapping -> ModelRow.write(mapping, out));
        }

        @Override
        public Domain read(int version, RowReader in) {
            String account = in.text();
            String region = in.text();
            DomainName name = ModelRow.read(DomainName.builder(), in).build();
            List<ApiMapping> mappings = new ArrayList<>();
            for (long left = in.varint(); left > 0; left--) {
                mappings.add(ModelRow.read(ApiMapping.builder(), in).build());
            }
            return new Domain(account, region, name, mappings);
        }
    }
}
