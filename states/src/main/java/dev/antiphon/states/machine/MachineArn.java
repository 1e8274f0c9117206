package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import java.util.Comparator;

/** The name of a state machine in the whole world, without a version or an alias. */
public record MachineArn(String account, String region, String name)
        implements Comparable<MachineArn> {
    static final String TYPE = "stateMachine";

    private static final Comparator<MachineArn> ORDER =
            Comparator.comparing(MachineArn::account)
                    .thenComparing(MachineArn::region)
                    .thenComparing(MachineArn::name);

    static MachineArn of(Caller caller, String name) {
        return new MachineArn(caller.account(), caller.region(), name);
    }

    /** The ARN of a version, or of an alias. */
    public String qualified(Object versionOrAlias) {
        return this + ":" + versionOrAlias;
    }

    @Override
    public int compareTo(MachineArn other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return new StatesArn(account, region, TYPE, name).toString();
    }
}
