package dev.antiphon.states.execution;

import dev.antiphon.engine.Catalogs;

/** The state machines of the node, as executions see them. */
public interface Machines {
    /**
     * Finds what an ARN names: a machine, one of its versions, or an alias, which chooses one of
     * its versions by its weights.
     *
     * @param random any number: by which an alias chooses
     * @throws dev.antiphon.api.AwsException InvalidArn, StateMachineDoesNotExist or
     *     StateMachineDeleting, in the words of StartExecution
     */
    Machine find(Catalogs catalogs, String arn, long random);

    /** Whether there is such an activity. */
    boolean hasActivity(Catalogs catalogs, String activityArn);
}
