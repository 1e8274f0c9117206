package dev.antiphon.states.execution;

import dev.antiphon.api.Arn;
import org.jspecify.annotations.Nullable;

/**
 * The ARN of an execution: {@code execution:MACHINE:NAME}, of an Express one {@code
 * express:MACHINE:NAME:ID}. A child of a Map Run has {@code MACHINE/LABEL}.
 *
 * @param machine the machine's name, with the label of the Map state where there is one
 * @param express the id of an Express execution, or null
 */
record ExecutionArn(
        String region, String account, String machine, String name, @Nullable String express) {
    static ExecutionArn of(Arn machineArn, String machine, String name) {
        return new ExecutionArn(machineArn.region(), machineArn.account(), machine, name, null);
    }

    ExecutionArn asExpress(String id) {
        return new ExecutionArn(region, account, machine, name, id);
    }

    /**
     * The ARN of a Standard execution.
     *
     * @throws dev.antiphon.api.AwsException InvalidArn if the text is none
     */
    static ExecutionArn parse(String text) {
        Arn arn;
        try {
            arn = Arn.parse(text);
        } catch (IllegalArgumentException e) {
            throw ExecutionErrors.invalidArn("Invalid Arn: 'Invalid ARN prefix: " + text + "'");
        }
        String[] parts = arn.resource().split(":", -1);
        if (!arn.service().equals("states")) {
            throw ExecutionErrors.invalidArn(
                    "Invalid Arn: 'Service not valid in this context: " + arn.service() + "'");
        }
        if (!parts[0].equals("execution")) {
            throw ExecutionErrors.invalidArn(
                    "Invalid Arn: 'Resource type not valid in this context: " + parts[0] + "'");
        }
        if (parts.length != 3) {
            throw ExecutionErrors.invalidArn("Invalid Arn: 'Invalid ARN: " + text + "'");
        }
        return new ExecutionArn(arn.region(), arn.account(), parts[1], parts[2], null);
    }

    /**
     * What its calls and parcels are routed by: of a Standard execution its ARN, of an Express one
     * the ARN that it had if it were one, since its id is not known before it begins.
     */
    String home() {
        return Arn.of("states", region, account, "execution:" + machine + ":" + name).toString();
    }

    @Override
    public String toString() {
        return express == null
                ? home()
                : Arn.of(
                                "states",
                                region,
                                account,
                                "express:" + machine + ":" + name + ":" + express)
                        .toString();
    }
}
