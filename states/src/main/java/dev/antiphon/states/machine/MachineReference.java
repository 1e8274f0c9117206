package dev.antiphon.states.machine;

import org.jspecify.annotations.Nullable;

/**
 * What a caller names by the ARN of a state machine: the machine, one of its versions ({@code
 * NAME:3}), one of its aliases ({@code NAME:PROD}) or one of its distributed Map states ({@code
 * NAME/LABEL}).
 *
 * @param text as the caller wrote it
 * @param label of a Map state, or null
 * @param qualifier the number of a version or the name of an alias, or null
 */
public record MachineReference(
        String text, MachineArn machine, @Nullable String label, @Nullable String qualifier) {
    /** Longer than the number of any version. */
    private static final int DIGITS = 18;

    /**
     * @throws dev.antiphon.api.AwsException InvalidArn
     */
    public static MachineReference parse(String text) {
        StatesArn arn = StatesArn.parse(text, MachineArn.TYPE);
        String name = arn.rest();
        String label = null;
        String qualifier = null;
        int colon = name.indexOf(':');
        if (colon >= 0) {
            qualifier = name.substring(colon + 1);
            name = name.substring(0, colon);
        }
        int slash = name.indexOf('/');
        if (slash >= 0) {
            label = name.substring(slash + 1);
            name = name.substring(0, slash);
        }
        if (!ResourceName.isValid(name) || (qualifier != null && !isQualifier(qualifier))) {
            throw StatesErrors.invalidArn("Invalid ARN resource: " + text);
        }
        return new MachineReference(
                text, new MachineArn(arn.account(), arn.region(), name), label, qualifier);
    }

    private static boolean isQualifier(String text) {
        return !text.isEmpty() && text.indexOf(':') < 0 && text.indexOf('/') < 0;
    }

    public boolean isQualified() {
        return qualifier != null || label != null;
    }

    /**
     * @throws dev.antiphon.api.AwsException ValidationException if it names a Map state
     */
    void checkNoMapState() {
        if (label != null) {
            throw StatesErrors.validation(
                    "A state machine ARN that refers to a Distributed Map state is not valid in"
                            + " this context: '"
                            + text
                            + "'");
        }
    }

    /** The number of the version that is named, or null. */
    @Nullable Long version() {
        String digits = qualifier;
        return digits != null
                        && digits.length() <= DIGITS
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Long.valueOf(digits)
                : null;
    }

    /** The alias that is named, or null. */
    @Nullable AliasKey alias() {
        return qualifier != null && version() == null ? new AliasKey(machine, qualifier) : null;
    }
}
