package dev.antiphon.states.machine;

import dev.antiphon.api.Arn;
import java.util.List;

/**
 * An ARN of Step Functions, whatever it names: {@code arn:aws:states:REGION:ACCOUNT:TYPE:REST}.
 *
 * @param type such as {@code stateMachine}, {@code execution} or {@code activity}
 * @param rest what follows the type and a colon
 */
public record StatesArn(String account, String region, String type, String rest) {
    /** The name of Step Functions in ARNs and endpoints. */
    public static final String SERVICE = "states";

    /**
     * Reads an ARN of which the caller wants one of some types.
     *
     * @throws dev.antiphon.api.AwsException InvalidArn
     */
    public static StatesArn parse(String text, String... types) {
        Arn arn;
        try {
            arn = Arn.parse(text);
        } catch (IllegalArgumentException e) {
            throw StatesErrors.invalidArn("Invalid ARN prefix: " + text);
        }
        int colon = arn.resource().indexOf(':');
        if (!arn.service().equals(SERVICE) || colon < 0) {
            throw StatesErrors.invalidArn("Invalid ARN prefix: " + text);
        }
        String type = arn.resource().substring(0, colon);
        if (!List.of(types).contains(type)) {
            throw StatesErrors.invalidArn("Resource type not valid in this context: " + type);
        }
        return new StatesArn(
                arn.account(), arn.region(), type, arn.resource().substring(colon + 1));
    }

    @Override
    public String toString() {
        return Arn.of(SERVICE, region, account, type + ":" + rest).toString();
    }
}
