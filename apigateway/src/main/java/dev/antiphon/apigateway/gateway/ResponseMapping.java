package dev.antiphon.apigateway.gateway;

import dev.antiphon.apigateway.mapping.ParameterChange;
import dev.antiphon.apigateway.mapping.Values;
import dev.antiphon.delivery.OutsideCall.Header;
import dev.antiphon.delivery.ingress.IngressAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The changes to an integration's answer, by its status. */
final class ResponseMapping {
    private final Map<Integer, List<ParameterChange>> changes = new LinkedHashMap<>();

    ResponseMapping(Map<String, Map<String, String>> parameters) {
        parameters.forEach((status, mapping) ->
                changes.put(Integer.valueOf(status), ParameterChange.ofResponse(mapping)));
    }

    IngressAnswer apply(Exchange exchange, IngressAnswer answer) {
        List<ParameterChange> wanted = changes.get(answer.status());
        if (wanted == null) {
            return answer;
        }
        Answered values = new Answered(exchange, answer);
        List<Header> headers = new ArrayList<>(answer.headers());
        int status = answer.status();
        for (ParameterChange change : wanted) {
            String value = change.value().evaluate(values);
            switch (change.place()) {
                case HEADER -> RequestMapping.header(headers, change, value);
                case STATUSCODE ->
                        status =
                                value != null && value.matches("[2-5][0-9][0-9]")
                                        ? Integer.parseInt(value)
                                        : status;
                case QUERYSTRING, PATH -> {}
            }
        }
        return new IngressAnswer(status, headers, answer.body());
    }

    /** An answer as mappings see it. */
    private record Answered(Exchange exchange, IngressAnswer answer) implements Values {
        @Override
        public @Nullable String header(String name) {
            return Exchange.joined(answer.headers(), name);
        }

        @Override
        public byte[] body() {
            return answer.body();
        }

        @Override
        public @Nullable String queryParameter(String name) {
            return exchange.queryParameter(name);
        }

        @Override
        public String path() {
            return exchange.path();
        }

        @Override
        public @Nullable String pathParameter(String name) {
            return exchange.pathParameter(name);
        }

        @Override
        public @Nullable String context(String name) {
            return exchange.context(name);
        }

        @Override
        public @Nullable String stageVariable(String name) {
            return exchange.stageVariable(name);
        }
    }
}
