package dev.antiphon.sns;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** An account's preferences for text messages: checked, kept and told. */
record SmsSettings(Map<String, String> set) {
    private static final Pattern SENDER_ID = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9]{1,11}");

    static final RowCodec<SmsSettings> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(SmsSettings value, RowWriter out) {
                    out.texts(value.set);
                }

                @Override
                public SmsSettings read(int version, RowReader in) {
                    return new SmsSettings(in.namedTexts());
                }
            };

    SmsSettings {
        set = Collections.unmodifiableMap(new TreeMap<>(set));
    }

    static SmsSettings none() {
        return new SmsSettings(Map.of());
    }

    /**
     * @throws dev.antiphon.api.AwsException InvalidParameter
     */
    SmsSettings with(Map<String, String> changed) {
        Map<String, String> all = new TreeMap<>(set);
        new TreeMap<>(changed)
                .forEach((name, value) -> {
                    boolean valid =
                            switch (name) {
                                case "MonthlySpendLimit" -> value.matches("[0-9]{1,9}");
                                case "DeliveryStatusIAMRole", "UsageReportS3Bucket" -> true;
                                case "DeliveryStatusSuccessSamplingRate" ->
                                        value.matches("[0-9]{1,2}|100");
                                case "DefaultSenderID" ->
                                        value.isEmpty() || SENDER_ID.matcher(value).matches();
                                case "DefaultSMSType" ->
                                        List.of("Promotional", "Transactional").contains(value);
                                default ->
                                        throw SnsErrors.invalidParameter(
                                                name + " is not a valid attribute");
                            };
                    if (!valid) {
                        throw SnsErrors.invalidParameter(name, "invalid value " + value);
                    }
                    all.put(name, value);
                });
        return new SmsSettings(all);
    }

    /**
     * @param names empty for all
     */
    Map<String, String> told(Collection<String> names) {
        Map<String, String> told = new TreeMap<>(set);
        if (!names.isEmpty()) {
            told.keySet().retainAll(names);
        }
        return told;
    }
}
