package dev.antiphon.wire.codec;

import java.util.Locale;

/**
 * The names of members as workflows and schedules spell them: the Java SDK's, with a capital at the
 * beginning, whatever the service's own are. {@code executionArn} is {@code ExecutionArn}, {@code
 * MD5OfBody} is {@code Md5OfBody}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html">AWS
 *     SDK service integrations</a>
 */
final class PascalCase {
    private PascalCase() {}

    static String of(String member) {
        // The SDK's own steps: words end before a capital that a small letter follows or that
        // follows a small letter, after a number, and at everything that is no letter or digit.
        String spaced =
                member.replaceAll("[^A-Za-z0-9]+", " ")
                        .replaceAll("(?<=[a-z])(?=[A-Z][a-zA-Z0-9])", " ")
                        .replaceAll("([A-Z]+)([A-Z][a-z])", "$1 $2")
                        .replaceAll("([0-9])([a-zA-Z])", "$1 $2")
                        .strip();
        StringBuilder name = new StringBuilder();
        for (String word : spaced.split(" +")) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
