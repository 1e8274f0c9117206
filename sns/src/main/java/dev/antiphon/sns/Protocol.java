package dev.antiphon.sns;

import dev.antiphon.api.Arn;
import dev.antiphon.api.AwsException;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a subscription speaks to its endpoint. */
enum Protocol {
    SQS("sqs"),
    LAMBDA("lambda"),
    FIREHOSE("firehose"),
    HTTP("http"),
    HTTPS("https"),
    EMAIL("email"),
    EMAIL_JSON("email-json"),
    SMS("sms"),
    APPLICATION("application");

    private static final Pattern PHONE_NUMBER = Pattern.compile("\\+?[0-9][0-9/.\\- ]{4,30}");
    private static final Pattern E164 = Pattern.compile("\\+[0-9]{5,15}");
    private static final Pattern MAIL_ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private final String text;

    Protocol(String text) {
        this.text = text;
    }

    /** AWS's name of it, which is also how it is stored and its key in structured messages. */
    @Override
    public String toString() {
        return text;
    }

    /**
     * @throws AwsException InvalidParameter
     */
    static Protocol of(@Nullable String text) {
        for (Protocol protocol : values()) {
            if (protocol.text.equals(text)) {
                return protocol;
            }
        }
        throw SnsErrors.invalidParameter(
                "Amazon SNS does not support this protocol string: " + text);
    }

    /** Whether the endpoint has to agree before it gets messages. */
    boolean asksForConfirmation() {
        return switch (this) {
            case HTTP, HTTPS, EMAIL, EMAIL_JSON -> true;
            case SQS, LAMBDA, FIREHOSE, SMS, APPLICATION -> false;
        };
    }

    boolean takesRawMessages() {
        return switch (this) {
            case HTTP, HTTPS, SQS, FIREHOSE -> true;
            case EMAIL, EMAIL_JSON, LAMBDA, SMS, APPLICATION -> false;
        };
    }

    boolean http() {
        return this == HTTP || this == HTTPS;
    }

    /** Whether the endpoint is an ARN, to which deliveries go directly. */
    boolean hasArn() {
        return this == SQS || this == LAMBDA || this == FIREHOSE;
    }

    /** Whether it can be subscribed to FIFO topics: only queues keep an order. */
    boolean forFifoTopics() {
        return this == SQS;
    }

    /**
     * Checks an endpoint.
     *
     * @throws AwsException InvalidParameter
     */
    void check(@Nullable String endpoint, TopicArn topic) {
        if (endpoint == null || endpoint.isEmpty()) {
            throw SnsErrors.invalidParameter("Endpoint");
        }
        switch (this) {
            case SQS -> checkQueue(endpoint, topic);
            case LAMBDA -> checkArn(endpoint, "lambda", "Lambda endpoint ARN");
            case FIREHOSE -> checkArn(endpoint, "firehose", "Firehose endpoint ARN");
            case HTTP, HTTPS -> checkUrl(endpoint);
            case EMAIL, EMAIL_JSON -> {
                if (!MAIL_ADDRESS.matcher(endpoint).matches()) {
                    throw SnsErrors.invalidParameter("Email address");
                }
            }
            case SMS -> {
                if (!PHONE_NUMBER.matcher(endpoint).matches()) {
                    throw SnsErrors.invalidParameter("Invalid SMS endpoint: " + endpoint);
                }
            }
            case APPLICATION -> {
                if (PlatformEndpointArn.parse(endpoint) == null) {
                    throw SnsErrors.invalidParameter(
                            "Endpoint", "Endpoint does not exist for endpoint " + endpoint);
                }
            }
        }
    }

    private static void checkQueue(String endpoint, TopicArn topic) {
        Arn queue = checkArn(endpoint, "sqs", "SQS endpoint ARN");
        if (queue.resource().endsWith(TopicArn.FIFO_SUFFIX) && !topic.fifo()) {
            throw SnsErrors.invalidParameter(
                    "Invalid parameter: Endpoint",
                    "FIFO SQS Queues can not be subscribed to standard SNS topics");
        }
    }

    private static Arn checkArn(String endpoint, String service, String what) {
        try {
            Arn arn = Arn.parse(endpoint);
            if (arn.service().equals(service)
                    && !arn.region().isEmpty()
                    && !arn.account().isEmpty()) {
                return arn;
            }
        } catch (IllegalArgumentException e) {
            // Answered below like the ARN of something else.
        }
        throw SnsErrors.invalidParameter(what);
    }

    private void checkUrl(String endpoint) {
        if (!endpoint.startsWith(text + "://")) {
            throw SnsErrors.invalidParameter("Endpoint must match the specified protocol");
        }
        try {
            if (URI.create(endpoint).getHost() != null) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Answered below like one without a host.
        }
        throw SnsErrors.invalidParameter("Endpoint Reason: " + endpoint + " is not a valid URL");
    }

    /**
     * A telephone number to send to without a topic.
     *
     * @throws AwsException InvalidParameter
     */
    static void checkPhoneNumber(String number) {
        if (!E164.matcher(number).matches()) {
            throw SnsErrors.invalidParameter("PhoneNumber", number + " is not valid to publish to");
        }
    }
}
