package dev.antiphon.sns;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Tx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sns.model.CreatePlatformEndpointRequest;

/** The endpoint of an app on a device. */
record PlatformEndpoint(PlatformEndpointArn arn, Map<String, String> attributes) {
    private static final String TOKEN = "Token";
    private static final String ENABLED = "Enabled";
    private static final String USER_DATA = "CustomUserData";
    private static final int LONGEST_USER_DATA = 2_048;

    static final RowCodec<PlatformEndpoint> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(PlatformEndpoint value, RowWriter out) {
                    PlatformApplicationArn application = value.arn.application();
                    out.text(application.account())
                            .text(application.region())
                            .text(application.platform())
                            .text(application.name())
                            .text(value.arn.id());
                    out.texts(value.attributes);
                }

                @Override
                public PlatformEndpoint read(int version, RowReader in) {
                    return new PlatformEndpoint(
                            new PlatformEndpointArn(
                                    new PlatformApplicationArn(
                                            in.text(), in.text(), in.text(), in.text()),
                                    in.text()),
                            in.namedTexts());
                }
            };

    /** What the push service calls a device. */
    record DeviceToken(PlatformApplicationArn application, String token) {
        static final KeyCodec<DeviceToken> CODEC =
                KeyCodec.of(
                        (key, out) ->
                                out.part(PlatformApplicationArn.CODEC, key.application)
                                        .text(key.token),
                        in -> new DeviceToken(in.part(PlatformApplicationArn.CODEC), in.text()));
    }

    PlatformEndpoint {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    static PlatformEndpoint create(PlatformEndpointArn arn, CreatePlatformEndpointRequest request) {
        Map<String, String> attributes = new TreeMap<>(checked(request.attributes()));
        attributes.put(TOKEN, request.token());
        attributes.putIfAbsent(ENABLED, "true");
        if (request.customUserData() != null) {
            attributes.put(USER_DATA, request.customUserData());
        }
        return new PlatformEndpoint(arn, checked(attributes));
    }

    /**
     * @throws dev.antiphon.api.AwsException InvalidParameter
     */
    static Map<String, String> checked(Map<String, String> attributes) {
        Map<String, String> checked = new TreeMap<>();
        attributes.forEach((name, value) -> {
            switch (name) {
                case TOKEN -> checked.put(name, value);
                case ENABLED -> checked.put(name, TopicAttributeChanges.bool(name, value));
                case USER_DATA -> {
                    if (MessageRules.utf8Length(value) > LONGEST_USER_DATA) {
                        throw SnsErrors.invalidParameter(
                                "CustomUserData", "must be at most 2048 bytes long in UTF-8");
                    }
                    checked.put(name, value);
                }
                default ->
                        throw SnsErrors.invalidParameter(
                                "Attributes", "Invalid attribute name: " + name);
            }
        });
        return checked;
    }

    /** The endpoints of an application. */
    static List<PlatformEndpoint> of(Tx tx, PlatformApplicationArn application) {
        List<PlatformEndpoint> all = new ArrayList<>();
        try (var rows =
                tx.scan(
                        SnsTables.ENDPOINTS,
                        new PlatformEndpointArn(application, ""),
                        PlatformEndpointArn.last(application))) {
            while (rows.next()) {
                all.add(rows.value());
            }
        }
        return all;
    }

    PlatformEndpoint with(Map<String, String> changed) {
        Map<String, String> all = new TreeMap<>(attributes);
        all.putAll(changed);
        return new PlatformEndpoint(arn, all);
    }

    void delete(Tx tx) {
        tx.delete(SnsTables.ENDPOINTS, arn);
        tx.delete(SnsTables.DEVICE_TOKENS, deviceToken());
    }

    DeviceToken deviceToken() {
        return new DeviceToken(arn.application(), attributes.getOrDefault(TOKEN, ""));
    }

    boolean enabled() {
        return "true".equals(attributes.get(ENABLED));
    }
}
