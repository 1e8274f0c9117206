package dev.antiphon.apigateway.gateway;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SQS's answers in its Query protocol: items of lists and entries of maps stand beside each other.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">
 *     the examples of ReceiveMessage</a>
 */
final class SqsXml {
    private static final String HEAD = "<?xml version=\"1.0\"?>";
    private static final String NAMESPACE =
            " xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\">";

    private SqsXml() {}

    static String response(
            String operation, Map<String, @Nullable Object> members, String requestId) {
        StringBuilder xml = new StringBuilder(HEAD);
        xml.append('<').append(operation).append("Response").append(NAMESPACE);
        if (!members.isEmpty() || operation.equals("ReceiveMessage")) {
            xml.append('<').append(operation).append("Result>");
            members.forEach((name, value) -> member(xml, name, value));
            xml.append("</").append(operation).append("Result>");
        }
        xml.append("<ResponseMetadata>");
        text(xml, "RequestId", requestId);
        return xml.append("</ResponseMetadata></").append(operation).append("Response>").toString();
    }

    static String error(String code, String message, String requestId) {
        StringBuilder xml = new StringBuilder(HEAD).append("<ErrorResponse").append(NAMESPACE);
        xml.append("<Error>");
        text(xml, "Type", "Sender");
        text(xml, "Code", code);
        text(xml, "Message", message);
        xml.append("<Detail/></Error>");
        text(xml, "RequestId", requestId);
        return xml.append("</ErrorResponse>").toString();
    }

    private static void member(StringBuilder xml, String name, @Nullable Object value) {
        switch (value) {
            case List<?> list -> list.forEach(item -> member(xml, singular(name), item));
            case Map<?, ?> map when name.endsWith("Attributes") ->
                    map.forEach((key, entry) -> {
                        xml.append('<').append(singular(name)).append('>');
                        text(xml, "Name", String.valueOf(key));
                        member(xml, "Value", entry);
                        xml.append("</").append(singular(name)).append('>');
                    });
            case Map<?, ?> structure -> {
                xml.append('<').append(name).append('>');
                structure.forEach((key, entry) -> member(xml, String.valueOf(key), entry));
                xml.append("</").append(name).append('>');
            }
            case null -> {}
            case Object text -> text(xml, name.replace("Md5", "MD5"), text.toString());
        }
    }

    private static String singular(String name) {
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    private static void text(StringBuilder xml, String name, String text) {
        xml.append('<').append(name).append('>');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                case '\r' -> xml.append("&#xd;");
                default -> xml.append(c);
            }
        }
        xml.append("</").append(name).append('>');
    }
}
