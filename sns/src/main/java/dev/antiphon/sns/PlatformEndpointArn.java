package dev.antiphon.sns;

import dev.antiphon.engine.KeyCodec;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The name of the endpoint of a device, such as {@code endpoint/GCM/shop/ID}. */
record PlatformEndpointArn(PlatformApplicationArn application, String id)
        implements Comparable<PlatformEndpointArn> {
    private static final Comparator<PlatformEndpointArn> ORDER =
            Comparator.comparing(PlatformEndpointArn::application)
                    .thenComparing(PlatformEndpointArn::id);

    static final KeyCodec<PlatformEndpointArn> CODEC =
            KeyCodec.of(
                    (key, out) ->
                            out.part(PlatformApplicationArn.CODEC, key.application).text(key.id),
                    in ->
                            new PlatformEndpointArn(
                                    in.part(PlatformApplicationArn.CODEC), in.text()));

    /** The endpoint that an ARN names, or null where it names something else or is none. */
    static @Nullable PlatformEndpointArn parse(String text) {
        String[] parts = text.split(":", 6);
        if (parts.length < 6 || !parts[2].equals(SnsArns.SERVICE)) {
            return null;
        }
        String[] path = parts[5].split("/", -1);
        return path.length == 4 && path[0].equals("endpoint")
                ? new PlatformEndpointArn(
                        new PlatformApplicationArn(parts[4], parts[3], path[1], path[2]), path[3])
                : null;
    }

    /**
     * The endpoint that a caller names.
     *
     * @throws dev.antiphon.api.AwsException InvalidParameter
     */
    static PlatformEndpointArn of(String parameter, @Nullable String text) {
        PlatformEndpointArn arn = parse(SnsArns.parse(parameter, text).toString());
        if (arn == null) {
            throw SnsErrors.invalidParameter(parameter);
        }
        return arn;
    }

    static PlatformEndpointArn last(PlatformApplicationArn application) {
        return new PlatformEndpointArn(application, "\uffff");
    }

    @Override
    public int compareTo(PlatformEndpointArn other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return application.toString().replace(":app/", ":endpoint/") + "/" + id;
    }
}
