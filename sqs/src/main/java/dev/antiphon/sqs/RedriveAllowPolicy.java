package dev.antiphon.sqs;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.util.ArrayList;
import java.util.List;
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
