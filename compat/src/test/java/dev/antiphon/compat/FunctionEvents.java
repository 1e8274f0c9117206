package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * What functions are invoked by besides a call that waits: the queue of events, queues and URLs.
 */
interface FunctionEvents extends Functions {
    /** Sends what it reads from a queue to another. */
    String FORWARD =
            """
            import os, urllib.parse, urllib.request

            def handler(event, context):
                for record in event["Records"]:
                    message = {"Action": "SendMessage", "MessageBody": record["body"]}
                    urllib.request.urlopen(
                        os.environ["QUEUE"], urllib.parse.urlencode(message).encode())
            """;

    private void invokeLater(String function, String payload) {
        assertThat(
                        functions()
                                .invoke(i ->
                                        i.functionName(function)
                                                .invocationType(InvocationType.EVENT)
                                                .payload(SdkBytes.fromUtf8String(payload)))
                                .statusCode())
                .isEqualTo(202);
    }

    @Test
    default void what_comes_of_an_event_goes_to_its_destination() {
        String name = newFunction();
        String good = newQueue();
        String bad = newQueue();
        String goodArn = arn(good);
        String badArn = arn(bad);
        functions()
                .putFunctionEventInvokeConfig(p ->
                        p.functionName(name)
                                .maximumRetryAttempts(0)
                                .destinationConfig(d -> d.onSuccess(s -> s.destination(goodArn))));
        functions()
                .updateFunctionEventInvokeConfig(u ->
                        u.functionName(name)
                                .destinationConfig(d -> d.onFailure(f -> f.destination(badArn))));
        assertThat(
                        functions()
                                .getFunctionEventInvokeConfig(g -> g.functionName(name))
                                .destinationConfig()
                                .onSuccess()
                                .destination())
                .isEqualTo(goodArn);

        invokeLater(name, "{\"pizza\":2}");
        invokeLater(name, "{\"fail\":\"too hot\"}");

        assertThat(receive(good).body())
                .contains(
                        "\"condition\":\"Success\"",
                        "\"requestPayload\":{\"pizza\":2}",
                        "\"responsePayload\":{\"given\"");
        assertThat(receive(bad).body())
                .contains(
                        "\"condition\":\"RetriesExhausted\"",
                        "\"requestPayload\":{\"fail\":\"too hot\"}",
                        "\"errorType\"");
        assertThat(
                        functions()
                                .listFunctionEventInvokeConfigs(l -> l.functionName(name))
                                .functionEventInvokeConfigs())
                .extracting(FunctionEventInvokeConfig::maximumRetryAttempts)
                .containsExactly(0);
        functions().deleteFunctionEventInvokeConfig(d -> d.functionName(name));
        assertThat(
                        functions()
                                .listFunctionEventInvokeConfigs(l -> l.functionName(name))
                                .functionEventInvokeConfigs())
                .isEmpty();
    }

    @Test
    default void a_queues_messages_are_handled_by_the_function_that_is_mapped_to_it() {
        String source = newQueue();
        String sourceArn = arn(source);
        String handled = newQueue();
        String name =
                newFunction(FORWARD, f -> f.environment(e -> e.variables(Map.of("QUEUE", handled))))
                        .functionName();
        CreateEventSourceMappingResponse mapping =
                functions()
                        .createEventSourceMapping(
                                c -> c.functionName(name).eventSourceArn(sourceArn).batchSize(1));
        String uuid = mapping.uuid();
        assertThat(mapping.state()).isEqualTo("Creating");
        Await.until("the mapping", SOON, () -> "Enabled".equals(state(uuid)));

        send(source, "two pizzas");

        assertThat(receive(handled).body()).isEqualTo("two pizzas");
        assertThat(
                        functions()
                                .listEventSourceMappings(l -> l.functionName(name))
                                .eventSourceMappings())
                .extracting(EventSourceMappingConfiguration::eventSourceArn)
                .containsExactly(sourceArn);
        functions().updateEventSourceMapping(u -> u.uuid(uuid).batchSize(5).enabled(false));
        Await.until("the end of reading", SOON, () -> "Disabled".equals(state(uuid)));
        assertThat(functions().getEventSourceMapping(g -> g.uuid(uuid)).batchSize()).isEqualTo(5);
        functions().deleteEventSourceMapping(d -> d.uuid(uuid));
        Await.until("the end of the mapping", SOON, () -> "gone".equals(state(uuid)));
    }

    private String state(String mapping) {
        try {
            return functions().getEventSourceMapping(g -> g.uuid(mapping)).state();
        } catch (ResourceNotFoundException e) {
            return "gone";
        }
    }

    @Test
    default void a_function_answers_at_its_url_once_everybody_may() {
        String name = newFunction();
        String url =
                functions()
                        .createFunctionUrlConfig(
                                c -> c.functionName(name).authType(FunctionUrlAuthType.AWS_IAM))
                        .functionUrl();
        functions()
                .updateFunctionUrlConfig(u ->
                        u.functionName(name)
                                .authType(FunctionUrlAuthType.NONE)
                                .cors(c -> c.allowOrigins("*")));
        assertThat(functions().getFunctionUrlConfig(g -> g.functionName(name)).authType())
                .isEqualTo(FunctionUrlAuthType.NONE);
        assertThat(
                        functions()
                                .listFunctionUrlConfigs(l -> l.functionName(name))
                                .functionUrlConfigs())
                .extracting(FunctionUrlConfig::functionUrl)
                .containsExactly(url);
        assertThat(post(url, "two pizzas").statusCode()).isEqualTo(403);

        functions()
                .addPermission(p ->
                        p.functionName(name)
                                .statementId("everybody")
                                .action("lambda:InvokeFunctionUrl")
                                .principal("*")
                                .functionUrlAuthType(FunctionUrlAuthType.NONE));
        HttpResponse<String> answer = post(url, "two pizzas");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body()).contains("\"body\": \"two pizzas\"", "\"rawPath\": \"/orders\"");
        functions().deleteFunctionUrlConfig(d -> d.functionName(name));
        assertThat(post(url, "two pizzas").statusCode()).isEqualTo(404);
    }

    /** The name in the URL goes into the header: not every machine's resolver knows it. */
    private HttpResponse<String> post(String url, String body) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(access().endpoint().resolve("/orders"))
                            .header("host", URI.create(url).getAuthority())
                            .header("content-type", "text/plain")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
