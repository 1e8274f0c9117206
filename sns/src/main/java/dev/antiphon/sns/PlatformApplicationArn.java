package dev.antiphon.sns;

import dev.antiphon.api.Arn;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.KeyCodec;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The name of an application for a push service, such as {@code app/GCM/shop}. */
record PlatformApplicationArn(String account, String region, String platform, String name)
        implements Comparable<PlatformApplicationArn> {
    private static final Comparator<PlatformApplicationArn> ORDER =
            Comparator.comparing(PlatformApplicationArn::account)
                    .thenComparing(PlatformApplicationArn::region)
                    .thenComparing(PlatformApplicationArn::platform)
                    .thenComparing(PlatformApplicationArn::name);

    static final KeyCodec<PlatformApplicationArn> CODEC =
            KeyCodec.of(
                    (key, out) ->
                            out.text(key.account)
                                    .text(key.region)
                                    .text(key.platform)
                                    .text(key.name),
                    in -> new PlatformApplicationArn(in.text(), in.text(), in.text(), in.text()));

    /**
     * The application that a caller names.
     *
     * @throws dev.antiphon.api.AwsException InvalidParameter
     */
    static PlatformApplicationArn of(@Nullable String text) {
        Arn arn = SnsArns.parse("PlatformApplicationArn", text);
        String[] parts = arn.resource().split("/", -1);
        if (!arn.service().equals(SnsArns.SERVICE)
                || parts.length != 3
                || !parts[0].equals("app")) {
            throw SnsErrors.invalidParameter("PlatformApplicationArn");
        }
        return new PlatformApplicationArn(arn.account(), arn.region(), parts[1], parts[2]);
    }

    /** Where it is among those of an account in a region. */
    String position() {
        return platform + "/" + name;
    }

    /** The smallest name from a position on. */
    static PlatformApplicationArn after(Caller caller, String position) {
        int end = position.indexOf('/');
        return end < 0
                ? new PlatformApplicationArn(caller.account(), caller.region(), "", "")
                : new PlatformApplicationArn(
                        caller.account(),
                        caller.region(),
                        position.substring(0, end),
                        position.substring(end + 1));
    }

    static PlatformApplicationArn last(Caller caller) {
        return new PlatformApplicationArn(caller.account(), caller.region(), "\uffff", "");
    }

    @Override
    public int compareTo(PlatformApplicationArn other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return Arn.of(SnsArns.SERVICE, region, account, "app/" + position()).toString();
    }
}
