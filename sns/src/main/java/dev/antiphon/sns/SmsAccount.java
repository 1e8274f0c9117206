package dev.antiphon.sns;

import dev.antiphon.api.Arn;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.KeyCodec;
import java.util.Comparator;
import java.util.regex.Pattern;

/** An account in a region, which text messages have their settings for. */
record SmsAccount(String account, String region) implements Comparable<SmsAccount> {
    private static final Comparator<SmsAccount> ORDER =
            Comparator.comparing(SmsAccount::account).thenComparing(SmsAccount::region);

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1,20}");

    static final KeyCodec<SmsAccount> CODEC =
            KeyCodec.of(
                    (key, out) -> out.text(key.account).text(key.region),
                    in -> new SmsAccount(in.text(), in.text()));

    static SmsAccount of(Caller caller) {
        return new SmsAccount(caller.account(), caller.region());
    }

    /**
     * @throws dev.antiphon.api.AwsException InvalidParameter
     */
    static void checkNumber(String number) {
        if (!NUMBER.matcher(number).matches()) {
            throw SnsErrors.invalidParameter("PhoneNumber", "input incorrectly formatted");
        }
    }

    @Override
    public int compareTo(SmsAccount other) {
        return ORDER.compare(this, other);
    }

    /** The address of its partition. */
    @Override
    public String toString() {
        return Arn.of(SnsArns.SERVICE, region, account, "sms").toString();
    }
}
