package dev.antiphon.events;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.DeadLetterConfig;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.LogConfig;

/** A bus in the structures of the API. */
final class BusView {
    private BusView() {}

    static EventBus listed(Bus bus) {
        return EventBus.builder()
                .name(bus.arn().name())
                .arn(bus.arn().toString())
                .description(bus.description())
                .policy(bus.policy())
                .creationTime(bus.created())
                .lastModifiedTime(bus.modified())
                .build();
    }

    static @Nullable DeadLetterConfig deadLetters(Bus bus) {
        String queue = bus.deadLetterQueue();
        return queue == null ? null : DeadLetterConfig.builder().arn(queue).build();
    }

    static Bus.@Nullable Logging logging(@Nullable LogConfig config) {
        return config == null
                ? null
                : new Bus.Logging(config.includeDetailAsString(), config.levelAsString());
    }

    static @Nullable LogConfig logConfig(Bus.@Nullable Logging logging) {
        return logging == null
                ? null
                : LogConfig.builder()
                        .includeDetail(logging.includeDetail())
                        .level(logging.level())
                        .build();
    }
}
