package orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes an invoice for every order that was released and is paid by invoice. The messages of its queue are events, as the
 * bus has them. An invoice has the number of its order, so that a message that comes twice makes one invoice.
 */
public final class Invoicing {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final URI INVOICES = URI.create(System.getenv("ACCOUNTING") + "/invoices/");

    private final HttpClient accounting =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(2)).build();

    /** Messages that are not named here are deleted; the others come again after their visibility timeout. */
    public Map<String, Object> handleRequest(Map<String, Object> batch) throws InterruptedException {
        List<Map<String, String>> failures = new ArrayList<>();
        if (batch.get("Records") instanceof List<?> records) {
            for (Object each : records) {
                Map<?, ?> message = (Map<?, ?>) each;
                try {
                    write(JSON.readTree((String) message.get("body")));
                } catch (IOException e) {
                    System.err.println("No invoice for message " + message.get("messageId") + ": " + e);
                    failures.add(Map.of("itemIdentifier", String.valueOf(message.get("messageId"))));
                }
            }
        }
        return Map.of("batchItemFailures", failures);
    }

    private void write(JsonNode event) throws IOException, InterruptedException {
        JsonNode order = event.path("detail").path("data");
        ObjectNode invoice = JSON.createObjectNode();
        invoice.put("number", order.path("id").asText());
        invoice.put("partner", order.path("partner").asText());
        invoice.put("totalCents", order.path("totalCents").asLong());
        invoice.set("items", order.path("items"));
        HttpRequest request =
                HttpRequest.newBuilder(INVOICES.resolve(order.path("id").asText()))
                        .timeout(Duration.ofSeconds(3))
                        .header("content-type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(invoice), StandardCharsets.UTF_8))
                        .build();
        int status = accounting.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status / 100 != 2) {
            throw new IOException("the accounting system answers " + status);
        }
    }
}
