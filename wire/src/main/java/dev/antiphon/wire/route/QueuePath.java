package dev.antiphon.wire.route;

import org.jspecify.annotations.Nullable;

/**
 * The path of a queue URL: {@code /ACCOUNT/NAME}, or {@code /queue/REGION/ACCOUNT/NAME} where the
 * host says nothing of the region.
 */
record QueuePath(@Nullable String region, String account, String name) {
    static @Nullable QueuePath of(String path) {
        if (path.length() < 3) {
            return null;
        }
        String[] parts = path.substring(1).split("/", -1);
        boolean regional = parts.length == 4 && parts[0].equals("queue");
        if (parts.length != 2 && !regional) {
            return null;
        }
        String account = parts[parts.length - 2];
        String name = parts[parts.length - 1];
        if (!Scope.isAccount(account) || name.isEmpty()) {
            return null;
        }
        return new QueuePath(regional ? parts[1] : null, account, name);
    }
}
