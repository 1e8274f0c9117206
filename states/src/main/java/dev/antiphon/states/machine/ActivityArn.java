package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import java.util.Comparator;

/** The name of an activity in the whole world. */
public record ActivityArn(String account, String region, String name)
        implements Comparable<ActivityArn> {
    static final String TYPE = "activity";

    private static final Comparator<ActivityArn> ORDER =
            Comparator.comparing(ActivityArn::account)
                    .thenComparing(ActivityArn::region)
                    .thenComparing(ActivityArn::name);

    static ActivityArn of(Caller caller, String name) {
        return new ActivityArn(caller.account(), caller.region(), name);
    }

    /**
     * @throws dev.antiphon.api.AwsException InvalidArn
     */
    public static ActivityArn parse(String text) {
        StatesArn arn = StatesArn.parse(text, TYPE);
        if (!ResourceName.isValid(arn.rest())) {
            throw StatesErrors.invalidArn("Invalid ARN resource: " + text);
        }
        return new ActivityArn(arn.account(), arn.region(), arn.rest());
    }

    @Override
    public int compareTo(ActivityArn other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return new StatesArn(account, region, TYPE, name).toString();
    }
}
