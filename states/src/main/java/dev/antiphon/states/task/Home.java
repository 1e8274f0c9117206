package dev.antiphon.states.task;

import dev.antiphon.api.Arn;

/**
 * Where an execution is at home.
 *
 * @param machineArn of its state machine, without version or alias
 */
record Home(String account, String region, String machineArn) {
    static Home of(String executionArn) {
        Arn arn = Arn.parse(executionArn);
        String[] parts = arn.resource().split(":", -1); // execution:MACHINE:NAME, or express:…
        String machine = parts.length > 1 ? parts[1] : "";
        int label = machine.indexOf('/'); // of a Map Run
        String resource = "stateMachine:" + (label < 0 ? machine : machine.substring(0, label));
        return new Home(
                arn.account(),
                arn.region(),
                new Arn(arn.partition(), arn.service(), arn.region(), arn.account(), resource)
                        .toString());
    }
}
