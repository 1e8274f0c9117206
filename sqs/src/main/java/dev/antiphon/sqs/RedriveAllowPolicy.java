package dev.antiphon.sqs;

import dev.antiphon.api.AwsException;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which queues may name this one as their dead-letter queue.
 *
 * @param sourceQueues only for {@link Permission#BY_QUEUE}; they need not exist
 */
record RedriveAllowPolicy(Permission permission, List<QueueArn> sourceQueues) {

    enum Permission {
        ALLOW_ALL("allowAll"),
        DENY_ALL("denyAll"),
        BY_QUEUE("byQueue");

        private final String text;

        Permission(String text) {
            this.text = text;
        }

        /** By AWS's name of it, which is also how it is stored; null if there is none such. */
        static @Nullable Permission of(String text) {
            for (Permission each : values()) {
                if (each.text.equals(text)) {
                    return each;
                }
            }
            return null;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    RedriveAllowPolicy {
        sourceQueues = List.copyOf(sourceQueues);
    }

    private static final String NAME = "RedriveAllowPolicy";
    private static final String PERMISSION = "redrivePermission";
    private static final String SOURCES = "sourceQueueArns";
    private static final int MOST_SOURCES = 10;

    /**
     * Reads the JSON that a user sets.
     *
     * @throws AwsException InvalidParameterValue
     */
    static RedriveAllowPolicy parse(String text) {
        Map<String, @Nullable Object> json = Json.object(text);
        Permission permission =
                json != null && json.get(PERMISSION) instanceof String name
                        ? Permission.of(name)
                        : null;
        if (json == null
                || permission == null
                || json.size() > (json.containsKey(SOURCES) ? 2 : 1)) {
            throw unsupportedFormat(text);
        }
        if (!json.containsKey(SOURCES)) {
            if (permission == Permission.BY_QUEUE) {
                throw sourcesMissing(text);
            }
            return new RedriveAllowPolicy(permission, List.of());
        }
        if (permission != Permission.BY_QUEUE) {
            throw invalid(
                    text,
                    "You can specify "
                            + SOURCES
                            + " only when "
                            + PERMISSION
                            + " is set to byQueue.");
        }
        if (!(json.get(SOURCES) instanceof List<?> arns)) {
            throw unsupportedFormat(text);
        }
        if (arns.isEmpty()) {
            throw sourcesMissing(text);
        }
        if (arns.size() > MOST_SOURCES) {
            throw invalid(
                    text, "You can specify at most " + MOST_SOURCES + " " + SOURCES + " values.");
        }
        List<QueueArn> sources = new ArrayList<>();
        for (Object arn : arns) {
            QueueArn source = arn instanceof String each ? QueueArn.parse(each) : null;
            if (source == null) {
                throw unsupportedFormat(text);
            }
            sources.add(source);
        }
        return new RedriveAllowPolicy(permission, sources);
    }

    private static AwsException unsupportedFormat(String text) {
        return invalid(text, "It's in an unsupported format.");
    }

    private static AwsException sourcesMissing(String text) {
        return invalid(
                text,
                "When you specify the byQueue permission type, you must also specify one or more "
                        + SOURCES
                        + " values.");
    }

    private static AwsException invalid(String text, String why) {
        return SqsErrors.invalidParameter(
                NAME, text, "Amazon SQS can't create the redrive allow policy. " + why);
    }

    /** As AWS tells it. */
    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(PERMISSION, permission.toString());
        if (!sourceQueues.isEmpty()) {
            json.put(SOURCES, sourceQueues.stream().map(QueueArn::toString).toList());
        }
        return Json.write(json);
    }

    boolean allows(QueueArn source) {
        return switch (permission) {
            case ALLOW_ALL -> true;
            case DENY_ALL -> false;
            case BY_QUEUE -> sourceQueues.contains(source);
        };
    }

    void write(RowWriter out) {
        out.text(permission.text).varint(sourceQueues.size());
        for (QueueArn source : sourceQueues) {
            out.text(source.account()).text(source.region()).text(source.name());
        }
    }

    static RedriveAllowPolicy read(RowReader in) {
        Permission permission = Objects.requireNonNull(Permission.of(in.text()));
        List<QueueArn> sources = new ArrayList<>();
        for (long left = in.varint(); left > 0; left--) {
            sources.add(new QueueArn(in.text(), in.text(), in.text()));
        }
        return new RedriveAllowPolicy(permission, sources);
    }
}
