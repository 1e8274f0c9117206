package dev.antiphon.states.execution;

import dev.antiphon.states.machine.MachineArn;
import dev.antiphon.states.machine.StatesArn;
import dev.antiphon.states.machine.StatesErrors;
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
    static ExecutionArn of(MachineArn machine, String name) {
        return new ExecutionArn(machine.region(), machine.account(), machine.name(), name, null);
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
        StatesArn arn = StatesArn.parse(text, "execution");
        int colon = arn.rest().indexOf(':');
        if (colon < 0 || arn.rest().indexOf(':', colon + 1) >= 0) {
            throw StatesErrors.invalidArn("Invalid ARN resource: " + text);
        }
        return new ExecutionArn(
                arn.region(),
                arn.account(),
                arn.rest().substring(0, colon),
                arn.rest().substring(colon + 1),
                null);
    }

    /**
     * What its calls and parcels are routed by: of a Standard execution its ARN, of an Express one
     * the ARN that it had if it were one, since its id is not known before it begins.
     */
    String home() {
        return new StatesArn(account, region, "execution", machine + ":" + name).toString();
    }

    @Override
    public String toString() {
        return express == null
                ? home()
                : new StatesArn(account, region, "express", machine + ":" + name + ":" + express)
                        .toString();
    }
}
