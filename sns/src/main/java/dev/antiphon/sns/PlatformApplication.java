package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Tx;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.model.CreatePlatformApplicationRequest;

/**
 * An application for a push service. Nothing is pushed: messages are kept for those who look them
 * up.
 */
record PlatformApplication(PlatformApplicationArn arn, Map<String, String> attributes) {
    private static final List<String> PLATFORMS =
            List.of(
                    "ADM",
                    "APNS",
                    "APNS_SANDBOX",
                    "APNS_VOIP",
                    "APNS_VOIP_SANDBOX",
                    "BAIDU",
                    "FCM",
                    "GCM",
                    "MACOS",
                    "MACOS_SANDBOX",
                    "MPNS",
                    "WNS");

    private static final String PRINCIPAL = "PlatformPrincipal";
    private static final String CREDENTIAL = "PlatformCredential";
    private static final String ENABLED = "Enabled";

    private static final List<String> NAMES =
            List.of(
                    PRINCIPAL,
                    CREDENTIAL,
                    ENABLED,
                    "AppleCertificateExpirationDate",
                    "ApplePlatformBundleID",
                    "ApplePlatformTeamID",
                    "EventDeliveryFailure",
                    "EventEndpointCreated",
                    "EventEndpointDeleted",
                    "EventEndpointUpdated",
                    "FailureFeedbackRoleArn",
                    "SuccessFeedbackRoleArn",
                    "SuccessFeedbackSampleRate");

    private static final int LONGEST_NAME = 256;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    static final RowCodec<PlatformApplication> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(PlatformApplication value, RowWriter out) {
                    out.text(value.arn.account())
                            .text(value.arn.region())
                            .text(value.arn.platform())
                            .text(value.arn.name());
                    out.texts(value.attributes);
                }

                @Override
                public PlatformApplication read(int version, RowReader in) {
                    return new PlatformApplication(
                            new PlatformApplicationArn(in.text(), in.text(), in.text(), in.text()),
                            in.namedTexts());
                }
            };

    PlatformApplication {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /**
     * @throws dev.antiphon.api.AwsException InvalidParameter
     */
    static PlatformApplicationArn arn(CreatePlatformApplicationRequest request, Caller caller) {
        checkNew(request);
        return new PlatformApplicationArn(
                caller.account(), caller.region(), request.platform(), request.name());
    }

    /**
     * @throws dev.antiphon.api.AwsException NotFound
     */
    static PlatformApplication require(Tx tx, PlatformApplicationArn arn) {
        PlatformApplication application = tx.get(SnsTables.APPLICATIONS, arn);
        if (application == null) {
            throw SnsErrors.applicationDoesNotExist();
        }
        return application;
    }

    private static void checkNew(CreatePlatformApplicationRequest request) {
        String name = request.name();
        if (name.isEmpty()) {
            throw SnsErrors.invalidParameter(name, "cannot be empty");
        }
        if (name.length() > LONGEST_NAME) {
            throw SnsErrors.invalidParameter(
                    name, "must be at most " + LONGEST_NAME + " characters long");
        }
        if (!NAME.matcher(name).matches()) {
            throw SnsErrors.invalidParameter(
                    name,
                    "must contain only characters 'a'-'z', 'A'-'Z', '0'-'9', '_', '-', and '.'");
        }
        if (!PLATFORMS.contains(request.platform())) {
            throw SnsErrors.invalidParameter("Platform", request.platform() + " is not supported");
        }
        if (!request.attributes().containsKey(CREDENTIAL)) {
            throw SnsErrors.invalidParameter("PlatformCredential", "attribute is required");
        }
    }

    static Map<String, String> checked(Map<String, String> attributes) {
        for (String name : attributes.keySet()) {
            if (!NAMES.contains(name)) {
                throw SnsErrors.invalidParameter("Attributes", "Invalid attribute name: " + name);
            }
        }
        return attributes;
    }

    PlatformApplication with(Map<String, String> changed) {
        Map<String, String> all = new TreeMap<>(attributes);
        all.putAll(changed);
        return new PlatformApplication(arn, all);
    }

    boolean enabled() {
        return !"false".equalsIgnoreCase(attributes.get(ENABLED));
    }

    /** Secrets are never told. */
    Map<String, String> told() {
        Map<String, String> told = new TreeMap<>(attributes);
        told.remove(PRINCIPAL);
        told.remove(CREDENTIAL);
        told.put(ENABLED, Boolean.toString(enabled()));
        return told;
    }
}
