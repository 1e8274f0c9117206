package dev.antiphon.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.delivery.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request of an HTTP task, or the answer to it, for whoever wants to see them. What a connection
 * adds to a request is not among it: its secrets never come here.
 *
 * @param line the method, or the status
 * @param about the URL, or the words of the status
 * @param headers as AWS writes them: {@code [name: value, name: value]}
 */
public record HttpExchange(
        String protocol, String line, String about, String headers, @Nullable String body) {

    /**
     * The request, or null where the task is no HTTP task, or makes none.
     *
     * @param executionArn of the execution that makes it
     */
    public static @Nullable HttpExchange request(
            TaskKind kind, JsonNode arguments, String executionArn) {
        if (!(kind instanceof HttpTask)) {
            return null;
        }
        try {
            HttpArguments read = HttpArguments.read(arguments);
            Content content = HttpTask.content(read, Home.of(executionArn));
            List<String> headers = new ArrayList<>();
            content.attributes()
                    .forEach((name, value) ->
                            headers.add(
                                    name
                                            + ": "
                                            + new String(value.value(), StandardCharsets.UTF_8)));
            String body = new String(content.body(), StandardCharsets.UTF_8);
            return new HttpExchange(
                    protocol(read.url()),
                    read.method(),
                    read.url(),
                    headers.toString(),
                    body.isEmpty() ? null : body);
        } catch (IllegalArgumentException e) {
            return null; // it was not made: the state failed for it
        }
    }

    /**
     * The answer to it.
     *
     * @param output of the task, or the cause of its failure
     */
    public HttpExchange answer(JsonNode output) {
        List<String> headers = new ArrayList<>();
        output.path("Headers")
                .properties()
                .forEach(header ->
                        header.getValue()
                                .forEach(value ->
                                        headers.add(header.getKey() + ": " + value.asText())));
        JsonNode body = output.path("ResponseBody");
        return new HttpExchange(
                protocol,
                output.path("StatusCode").asText(),
                output.path("StatusText").asText(),
                headers.toString(),
                body.isTextual() ? body.textValue() : Json.write(body));
    }

    private static String protocol(String url) {
        return url.substring(0, Math.max(0, url.indexOf(':')));
    }
}
