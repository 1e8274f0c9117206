package dev.antiphon.wire.model;

import org.jspecify.annotations.Nullable;

/**
 * An operation as AWS has it.
 *
 * @param path a template such as {@code /schedules/{Name}}
 * @param status of its answer
 * @param hostPrefix that SDKs put before the host, such as {@code sync-}
 * @param input the name of its input shape, null if it has none
 * @param output the name of its output shape, null if it has none
 */
public record OperationModel(
        String name,
        String method,
        String path,
        int status,
        @Nullable String hostPrefix,
        @Nullable String input,
        @Nullable String output) {

    static OperationModel of(String name, Tree tree) {
        String route = tree.text("http", "POST /");
        int space = route.indexOf(' ');
        Long status = tree.number("status");
        return new OperationModel(
                name,
                route.substring(0, space),
                route.substring(space + 1),
                status == null ? 200 : status.intValue(),
                tree.text("hostPrefix"),
                tree.text("input"),
                tree.text("output"));
    }
}
