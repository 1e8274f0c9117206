package dev.antiphon.wire.route;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a host name says: {@code sqs.eu-west-1.localhost:4566} and {@code
 * sqs.eu-west-1.amazonaws.com} name a service and a region, {@code eu-west-1.queue.amazonaws.com}
 * is SQS's old name, {@code sync-states.…} carries a prefix that SDKs add for some operations.
 *
 * @param service the name before the region, perhaps not one of a service
 */
record HostName(@Nullable String service, @Nullable String region) {
    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d");
    private static final String[] PREFIXES = {"sync-", "stream-", "streaming-", "data-"};

    static HostName of(@Nullable String header) {
        if (header == null) {
            return new HostName(null, null);
        }
        String host = header.toLowerCase(Locale.ROOT);
        int port = host.lastIndexOf(':');
        String[] labels = (port < 0 ? host : host.substring(0, port)).split("\\.");
        String service = null;
        String region = null;
        for (String label : labels) {
            if (REGION.matcher(label).matches()) {
                region = label;
            } else if (service == null) {
                service = withoutPrefix(label);
            }
        }
        return new HostName("queue".equals(service) ? "sqs" : service, region);
    }

    private static String withoutPrefix(String label) {
        for (String prefix : PREFIXES) {
            if (label.startsWith(prefix)) {
                return label.substring(prefix.length());
            }
        }
        return label;
    }
}
