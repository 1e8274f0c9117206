package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.lambda.function.CodeConfig;
import dev.antiphon.service.Query;
import dev.antiphon.service.Service;
import dev.antiphon.sns.SnsConfig;
import dev.antiphon.sns.SnsParts;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The dispatcher keeps accounts apart by the entity that an operation names. A query need not name
 * one, so this is what sees to it.
 */
class QueriesTest {
    /** What only narrows down a list of the caller's own. */
    private static final List<String> FILTERS =
            List.of(
                    "ListApiDestinations ConnectionArn",
                    "ListArchives EventSourceArn",
                    "ListEventSourceMappings EventSourceArn",
                    "ListReplays EventSourceArn");

    @Test
    void a_query_about_an_address_says_whose_it_is() throws Exception {
        int addressed = 0;
        for (Service service :
                Server.services(
                        new SnsParts(SnsConfig.DEFAULTS, false, (text, algorithm) -> ""),
                        CodeConfig.DEFAULTS,
                        new Outside())) {
            for (var operation : service.operations()) {
                if (!(operation instanceof Query<?, ?> query)) {
                    continue;
                }
                for (String member : members(query)) {
                    boolean address = member.endsWith("Arn") || member.endsWith("Url");
                    if (address && !FILTERS.contains(query.name() + " " + member)) {
                        addressed++;
                        assertThat(methods(query))
                                .as("%s has %s and must say whose it is", query.name(), member)
                                .contains("entity");
                    }
                }
            }
        }
        assertThat(addressed).as("queries that are about an address").isGreaterThan(5);
    }

    private static List<String> members(Query<?, ?> query) throws ReflectiveOperationException {
        Class<?> request =
                Arrays.stream(query.getClass().getDeclaredMethods())
                        .filter(method -> method.getName().equals("answer") && !method.isBridge())
                        .findFirst()
                        .orElseThrow()
                        .getParameterTypes()[1];
        return ((SdkPojo) request.getMethod("builder").invoke(null))
                .sdkFields().stream().map(field -> field.memberName()).toList();
    }

    private static List<String> methods(Query<?, ?> query) {
        return Arrays.stream(query.getClass().getDeclaredMethods()).map(Method::getName).toList();
    }
}
