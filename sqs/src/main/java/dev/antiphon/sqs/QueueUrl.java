package dev.antiphon.sqs;

import dev.antiphon.api.Caller;

/**
 * The address of a queue as clients know it. We hand out {@code http://HOST:PORT/ACCOUNT/NAME} with
 * the host that the caller used, and understand any host, since clients keep URLs in their
 * configuration for longer than a server keeps its address:
 *
 * <ul>
 *   <li>{@code http://HOST/ACCOUNT/NAME}
 *   <li>{@code http://HOST/queue/REGION/ACCOUNT/NAME}
 *   <li>{@code http://REGION.queue.HOST/ACCOUNT/NAME}
 *   <li>{@code https://sqs.REGION.amazonaws.com/ACCOUNT/NAME}
 * </ul>
 *
 * Where the URL names no region, it is the caller's.
 */
final class QueueUrl {
    private static final String QUEUE_PATH = "/queue/";
    private static final String QUEUE_HOST = ".queue.";
    private static final String SQS_HOST = "sqs.";

    private QueueUrl() {}

    static String of(QueueArn queue, Caller caller) {
        return caller.endpoint() + "/" + queue.account() + "/" + queue.name();
    }

    /**
     * The queue that a URL addresses, whether it exists or not.
     *
     * @throws dev.antiphon.api.AwsException InvalidAddress if it addresses none
     */
    static QueueArn parse(String url, Caller caller) {
        int scheme = url.indexOf("://");
        int path = scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
        int name = url.lastIndexOf('/');
        int account = name < 0 ? -1 : url.lastIndexOf('/', name - 1);
        if (path < 0 || account < path || name == url.length() - 1) {
            throw SqsErrors.invalidAddress(url);
        }
        String region;
        if (account == path) {
            region = regionOfHost(url.substring(scheme + 3, path), caller.region());
        } else if (url.startsWith(QUEUE_PATH, path)
                && account > path + QUEUE_PATH.length()
                && url.indexOf('/', path + QUEUE_PATH.length()) == account) {
            region = url.substring(path + QUEUE_PATH.length(), account);
        } else {
            throw SqsErrors.invalidAddress(url);
        }
        String owner = url.substring(account + 1, name);
        if (!isAccount(owner)) {
            throw SqsErrors.invalidAddress(url);
        }
        return new QueueArn(owner, region, url.substring(name + 1));
    }

    private static String regionOfHost(String host, String callers) {
        int queue = host.indexOf(QUEUE_HOST);
        if (queue > 0 && looksLikeRegion(host.substring(0, queue))) {
            return host.substring(0, queue);
        }
        if (host.startsWith(SQS_HOST)) {
            int end = host.indexOf('.', SQS_HOST.length());
            if (end > 0 && looksLikeRegion(host.substring(SQS_HOST.length(), end))) {
                return host.substring(SQS_HOST.length(), end);
            }
        }
        return callers;
    }

    /** {@code us-east-1}, {@code us-gov-west-1} and the like: tells a region from a host's name. */
    private static boolean looksLikeRegion(String text) {
        int last = text.lastIndexOf('-');
        return last > 0
                && text.indexOf('-') < last
                && last == text.length() - 2
                && Character.isDigit(text.charAt(last + 1));
    }

    static boolean isAccount(String text) {
        if (text.length() != 12) {
            return false;
        }
        for (int i = 0; i < 12; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
