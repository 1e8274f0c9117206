package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Arn;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Tx;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** What has tags. Its ARN names the region, and no account. */
sealed interface Tagged {
    Pattern RESOURCE = Pattern.compile("/(apis|domainnames)/([^/]+)(?:/stages/([^/]+))?");

    Map<String, String> tags();

    void retag(Tx tx, Map<String, String> tags);

    /**
     * @throws dev.antiphon.api.AwsException BadRequestException, NotFoundException
     */
    static Tagged find(Tx tx, String text, Caller caller) {
        Arn arn = Arn.find(text);
        Matcher resource = RESOURCE.matcher(arn == null ? "" : arn.resource());
        if (arn == null || !arn.service().equals(Apis.SERVICE) || !resource.matches()) {
            throw ApiErrors.badRequest("Invalid resource ARN specified: " + text);
        }
        if (resource.group(1).equals("domainnames")) {
            return new OfDomain(Domains.require(tx, resource.group(2), caller));
        }
        ApiRow api = Apis.require(tx, resource.group(2), caller);
        if (resource.group(3) == null) {
            return new OfApi(api);
        }
        return new OfStage(
                api, Apis.part(tx, ApiTables.STAGES, api.id(), resource.group(3), "stage", caller));
    }

    record OfApi(ApiRow row) implements Tagged {
        @Override
        public Map<String, String> tags() {
            return row.api().tags();
        }

        @Override
        public void retag(Tx tx, Map<String, String> tags) {
            tx.put(ApiTables.APIS, row.id(), row.with(row.api().toBuilder().tags(tags).build()));
        }
    }

    record OfStage(ApiRow api, Stage stage) implements Tagged {
        @Override
        public Map<String, String> tags() {
            return stage.tags();
        }

        @Override
        public void retag(Tx tx, Map<String, String> tags) {
            tx.put(
                    ApiTables.STAGES,
                    new PartKey(api.id(), stage.stageName()),
                    stage.toBuilder().tags(tags).build());
        }
    }

    record OfDomain(Domain domain) implements Tagged {
        @Override
        public Map<String, String> tags() {
            return domain.domainName().tags();
        }

        @Override
        public void retag(Tx tx, Map<String, String> tags) {
            tx.put(
                    ApiTables.DOMAINS,
                    Domains.key(domain.domainName().domainName()),
                    domain.with(domain.domainName().toBuilder().tags(tags).build()));
        }
    }
}
