package dev.antiphon.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.delivery.Attribute;
import dev.antiphon.delivery.Signer;
import dev.antiphon.delivery.Signing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON that a message is wrapped in for its subscribers, spaced as AWS spaces it. Only the link
 * to unsubscribe differs between them: the rest is written once.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html">Message
 *     and JSON formats</a>
 */
final class Envelope {
    /**
     * Where no signature was made: base64 as every reader of a signature expects, and it says where
     * to ask for one.
     */
    static final String UNSIGNED = "unsigned/see/sns/sign/queue/messages";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final String SIGNATURE = "\"Signature\" : \"";

    private final byte[] head;
    private final byte[] tail;

    private Envelope(byte[] head, byte[] tail) {
        this.head = head;
        this.tail = tail;
    }

    /**
     * @param text the message's, for the subscribers that get this envelope
     * @param signer signs it now, or null to leave that for later
     */
    static Envelope of(
            Topic topic, Message message, String text, boolean replayed, @Nullable Signer signer) {
        StringBuilder json = new StringBuilder(text.length() + 1024);
        json.append("{\n  \"Type\" : \"Notification\"");
        member(json, "MessageId", message.id());
        if (message.sequence() != 0) {
            member(json, "SequenceNumber", sequenceNumber(message.sequence()));
        }
        member(json, "TopicArn", topic.arn().toString());
        if (message.subject() != null) {
            member(json, "Subject", message.subject());
        }
        member(json, "Message", text);
        member(json, "Timestamp", time(message.published()));
        if (!topic.fifo()) {
            String signature =
                    signer == null
                            ? UNSIGNED
                            : signer.sign(signedText(topic, message, text), algorithm(topic));
            signature(json, topic, message.endpoint(), signature);
        }
        json.append(",\n  \"UnsubscribeURL\" : \"");
        quote(json, unsubscribeUrl(message.endpoint(), ""));
        byte[] head = json.toString().getBytes(StandardCharsets.UTF_8);
        json.setLength(0);
        json.append('"');
        if (!message.attributes().isEmpty()) {
            attributes(json, message.attributes());
        }
        if (replayed) {
            json.append(",\n  \"Replayed\" : true");
        }
        json.append("\n}");
        return new Envelope(head, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The envelope for a subscriber. */
    byte[] of(String subscriptionArn) {
        byte[] arn = subscriptionArn.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(head, head.length + arn.length + tail.length);
        System.arraycopy(arn, 0, all, head.length, arn.length);
        System.arraycopy(tail, 0, all, head.length + arn.length, tail.length);
        return all;
    }

    /** What asks an endpoint to confirm, or tells it that it was unsubscribed. */
    static byte[] ofConfirmation(
            String type,
            String id,
            String message,
            Topic topic,
            Subscription subscription,
            Instant now) {
        StringBuilder json = new StringBuilder(1024);
        json.append("{\n  \"Type\" : \"").append(type).append('"');
        member(json, "MessageId", id);
        member(json, "Token", subscription.token());
        member(json, "TopicArn", topic.arn().toString());
        member(json, "Message", message);
        member(json, "SubscribeURL", confirmUrl(subscription));
        member(json, "Timestamp", time(now));
        signature(json, topic, subscription.address(), UNSIGNED);
        return json.append("\n}").toString().getBytes(StandardCharsets.UTF_8);
    }

    static String confirmUrl(Subscription subscription) {
        return subscription.address()
                + "/?Action=ConfirmSubscription&TopicArn="
                + subscription.topic()
                + "&Token="
                + subscription.token();
    }

    static String unsubscribeUrl(String endpoint, String subscriptionArn) {
        return endpoint + "/?Action=Unsubscribe&SubscriptionArn=" + subscriptionArn;
    }

    static String certificateUrl(String endpoint, Topic topic) {
        return endpoint + SigningIdentity.PATH + topic.certificate() + ".pem";
    }

    static Signing.Algorithm algorithm(Topic topic) {
        return topic.attributes().signatureVersion().equals("2")
                ? Signing.Algorithm.SHA256
                : Signing.Algorithm.SHA1;
    }

    /** As AWS writes it, to the millisecond. */
    static String time(Instant time) {
        return TIME.format(time);
    }

    /**
     * As AWS writes it, with twenty digits, so that the order of the texts is that of the numbers.
     * A range of its own: queues number the same messages anew, and the two are not to be taken for
     * each other.
     */
    static String sequenceNumber(long sequence) {
        char[] digits = "15000000000000000000".toCharArray();
        long rest = sequence;
        for (int at = digits.length - 1; rest > 0; at--) {
            digits[at] += (char) (rest % 10);
            rest /= 10;
        }
        return new String(digits);
    }

    private static void signature(
            StringBuilder json, Topic topic, String endpoint, String signature) {
        member(json, "SignatureVersion", topic.attributes().signatureVersion());
        json.append(",\n  ").append(SIGNATURE).append(signature).append('"');
        member(json, "SigningCertURL", certificateUrl(endpoint, topic));
    }

    private static void attributes(StringBuilder json, Map<String, Attribute> attributes) {
        json.append(",\n  \"MessageAttributes\" : {");
        char before = ' ';
        for (Map.Entry<String, Attribute> each : attributes.entrySet()) {
            Attribute attribute = each.getValue();
            json.append(before == ',' ? ",\n    \"" : "\n    \"");
            quote(json, each.getKey());
            json.append("\" : {\"Type\":\"");
            quote(json, attribute.type());
            json.append("\",\"Value\":\"");
            quote(json, value(attribute));
            json.append("\"}");
            before = ',';
        }
        json.append("\n  }");
    }

    /** Bytes as base64. */
    static String value(Attribute attribute) {
        return attribute.binary()
                ? Base64.getEncoder().encodeToString(attribute.value())
                : attribute.string();
    }

    private static void member(StringBuilder json, String name, String value) {
        json.append(",\n  \"").append(name).append("\" : \"");
        quote(json, value);
        json.append('"');
    }

    private static void quote(StringBuilder json, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                json.append(text, 0, i);
                json.append(Json.quoted(text.substring(i)));
                return;
            }
        }
        json.append(text);
    }

    // Signing.

    private static byte[] signedText(Topic topic, Message message, String text) {
        StringBuilder signed = new StringBuilder(text.length() + 512);
        line(signed, "Message", text);
        line(signed, "MessageId", message.id());
        if (message.subject() != null) {
            line(signed, "Subject", message.subject());
        }
        line(signed, "Timestamp", time(message.published()));
        line(signed, "TopicArn", topic.arn().toString());
        line(signed, "Type", "Notification");
        return signed.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder signed, String name, String value) {
        signed.append(name).append('\n').append(value).append('\n');
    }

    /**
     * How an envelope is to be signed when it leaves, or null if it has no place for a signature or
     * is signed.
     */
    static @Nullable Signing signing(byte[] envelope) {
        String text = new String(envelope, StandardCharsets.UTF_8);
        int at = text.indexOf(SIGNATURE + UNSIGNED + '"');
        ObjectNode json = at < 0 ? null : Json.object(text);
        if (json == null) {
            return null;
        }
        StringBuilder signed = new StringBuilder(text.length());
        String[] names =
                json.path("Type").asText().equals("Notification")
                        ? new String[] {
                            "Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"
                        }
                        : new String[] {
                            "Message",
                            "MessageId",
                            "SubscribeURL",
                            "Timestamp",
                            "Token",
                            "TopicArn",
                            "Type"
                        };
        for (String name : names) {
            if (json.has(name)) {
                line(signed, name, json.path(name).asText());
            }
        }
        int from = MessageRules.utf8Length(text.substring(0, at + SIGNATURE.length()));
        return new Signing(
                signed.toString().getBytes(StandardCharsets.UTF_8),
                json.path("SignatureVersion").asText().equals("2")
                        ? Signing.Algorithm.SHA256
                        : Signing.Algorithm.SHA1,
                from,
                from + UNSIGNED.length());
    }
}
