package dev.antiphon.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.antiphon.api.Arn;
import dev.antiphon.delivery.Attribute;
import dev.antiphon.engine.Engine;
import dev.antiphon.sns.KeptMessage;
import dev.antiphon.sns.SigningIdentity;
import dev.antiphon.sns.SubscriptionTokens;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.codec.UrlEncoded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is to see of SNS beside its API.
 *
 * <ul>
 *   <li>GET and DELETE {@code /_aws/sns/sms-messages}, {@code platform-endpoint-messages} and
 *       {@code email-messages}: what was sent where this server does not reach, of {@code region}
 *       and {@code accountId}, and only to {@code phoneNumber}, {@code endpointArn} or {@code
 *       emailAddress}.
 *   <li>GET {@code /_aws/sns/subscription-tokens/ARN}: what an endpoint confirms with.
 *   <li>GET {@code /_aws/sns/SimpleNotificationService-….pem}: the certificate of signed messages.
 * </ul>
 */
final class SnsPages {
    static final String SMS = "/_aws/sns/sms-messages";
    static final String PLATFORM = "/_aws/sns/platform-endpoint-messages";
    static final String EMAIL = "/_aws/sns/email-messages";
    static final String TOKENS = "/_aws/sns/subscription-tokens/";

    static final String ALL = "/_aws/sns/";

    /** Anyone's to see, as AWS's is: the name differs from topic to topic. */
    static final String CERTIFICATES = SigningIdentity.FOLDER;

    private static final String SERVICE = "sns";
    private static final String DEFAULT_REGION = "us-east-1";
    private static final String DEFAULT_ACCOUNT = "000000000000";

    private final AllPartitions partitions;
    private final Engine engine;
    private final SigningKey key;
    private final PageAccess access;

    SnsPages(AllPartitions partitions, Engine engine, SigningKey key, PageAccess access) {
        this.partitions = partitions;
        this.engine = engine;
        this.key = key;
        this.access = access;
    }

    /** What a page is about, and what it calls that. */
    private record Kept(KeptMessage.Kind kind, String list, String filter, String recipient) {}

    private static @Nullable Kept kept(String path) {
        return switch (path) {
            case SMS ->
                    new Kept(KeptMessage.Kind.SMS, "sms_messages", "phoneNumber", "PhoneNumber");
            case PLATFORM ->
                    new Kept(
                            KeptMessage.Kind.APPLICATION,
                            "platform_endpoint_messages",
                            "endpointArn",
                            "TargetArn");
            case EMAIL ->
                    new Kept(
                            KeptMessage.Kind.EMAIL,
                            "email_messages",
                            "emailAddress",
                            "EmailAddress");
            default -> null;
        };
    }

    HttpAnswer show(HttpRequest request) {
        Kept page = kept(request.path());
        if (page != null) {
            Map<String, String> parameters = parameters(request);
            access.check(request, SERVICE, account(parameters));
            return switch (request.method()) {
                case "GET", "HEAD" -> list(page, parameters);
                case "DELETE" -> forget(page, parameters);
                default -> notAllowed("GET, HEAD, DELETE");
            };
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return notAllowed("GET, HEAD");
        }
        if (request.path().startsWith(TOKENS)) {
            String subscription = UrlEncoded.decodePath(request.path().substring(TOKENS.length()));
            Arn arn = Arn.find(subscription);
            access.check(request, SERVICE, arn == null ? "" : arn.account());
            return token(subscription);
        }
        if (request.path().startsWith(SigningIdentity.PATH)) {
            return new HttpAnswer(
                    200,
                    List.of(new Header("content-type", "application/x-pem-file")),
                    key.certificate().getBytes(StandardCharsets.US_ASCII));
        }
        return new HttpAnswer(404, List.of(), new byte[0]);
    }

    private static Map<String, String> parameters(HttpRequest request) {
        Map<String, String> parameters = new HashMap<>();
        UrlEncoded.parse(request.query(), parameters::put);
        return parameters;
    }

    private static String account(Map<String, String> parameters) {
        return parameters.getOrDefault("accountId", DEFAULT_ACCOUNT);
    }

    private static HttpAnswer notAllowed(String allowed) {
        return new HttpAnswer(405, List.of(new Header("allow", allowed)), new byte[0]);
    }

    private HttpAnswer list(Kept page, Map<String, String> parameters) {
        String region = parameters.getOrDefault("region", DEFAULT_REGION);
        String account = account(parameters);
        String only = parameters.get(page.filter);
        List<KeptMessage> messages =
                partitions.ask(tx -> KeptMessage.list(tx, page.kind, account, region)).stream()
                        .flatMap(List::stream)
                        .filter(each -> only == null || only.equals(each.recipient()))
                        .sorted(Comparator.comparing(KeptMessage::time))
                        .toList();
        Map<String, List<KeptMessage>> byRecipient = new LinkedHashMap<>();
        if (only != null) {
            byRecipient.put(only, new ArrayList<>());
        }
        for (KeptMessage message : messages) {
            byRecipient.computeIfAbsent(message.recipient(), any -> new ArrayList<>()).add(message);
        }
        return JsonAnswer.of(
                200,
                json -> {
                    json.writeObjectFieldStart(page.list);
                    for (Map.Entry<String, List<KeptMessage>> each : byRecipient.entrySet()) {
                        json.writeArrayFieldStart(each.getKey());
                        for (KeptMessage message : each.getValue()) {
                            write(json, page, message);
                        }
                        json.writeEndArray();
                    }
                    json.writeEndObject();
                    json.writeStringField("region", region);
                });
    }

    private static void write(JsonGenerator json, Kept page, KeptMessage message)
            throws IOException {
        json.writeStartObject();
        json.writeStringField(page.recipient, message.recipient());
        json.writeStringField("TopicArn", message.topic());
        json.writeStringField("SubscriptionArn", message.subscription());
        json.writeStringField("MessageId", message.messageId());
        json.writeStringField("Message", message.text());
        json.writeObjectFieldStart("MessageAttributes");
        for (Map.Entry<String, Attribute> each : message.attributes().entrySet()) {
            Attribute attribute = each.getValue();
            json.writeObjectFieldStart(each.getKey());
            json.writeStringField("Type", attribute.type());
            json.writeStringField(
                    "Value",
                    attribute.binary()
                            ? Base64.getEncoder().encodeToString(attribute.value())
                            : attribute.string());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeStringField("MessageStructure", message.structure());
        json.writeStringField("Subject", message.subject());
        json.writeStringField("Timestamp", message.time().toString());
        json.writeEndObject();
    }

    private HttpAnswer forget(Kept page, Map<String, String> parameters) {
        String region = parameters.getOrDefault("region", DEFAULT_REGION);
        String account = account(parameters);
        partitions.ask(tx -> {
            KeptMessage.forget(tx, page.kind, account, region, parameters.get(page.filter));
            return true;
        });
        return new HttpAnswer(204, List.of(), new byte[0]);
    }

    private HttpAnswer token(String subscription) {
        String token = SubscriptionTokens.find(engine, subscription);
        if (token == null) {
            return JsonAnswer.of(
                    404,
                    json -> {
                        json.writeStringField("error", "The provided SubscriptionARN is not found");
                        json.writeStringField("subscription_arn", subscription);
                    });
        }
        return JsonAnswer.of(
                200,
                json -> {
                    json.writeStringField("subscription_token", token);
                    json.writeStringField("subscription_arn", subscription);
                });
    }
}
