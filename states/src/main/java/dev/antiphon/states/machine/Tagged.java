package dev.antiphon.states.machine;

import dev.antiphon.engine.Tx;
import java.util.Map;

/** What can have tags: machines and activities, but not versions and aliases. */
sealed interface Tagged {
    /** The ARN as the caller wrote it. */
    String arn();

    /**
     * @throws dev.antiphon.api.AwsException ResourceNotFound
     */
    Map<String, String> tags(Tx tx);

    /**
     * @throws dev.antiphon.api.AwsException ResourceNotFound
     */
    void tag(Tx tx, Map<String, String> tags);

    /**
     * @throws dev.antiphon.api.AwsException InvalidArn, or ResourceNotFound for what has no tags
     */
    static Tagged of(String arn) {
        StatesArn parsed = StatesArn.parse(arn, MachineArn.TYPE, ActivityArn.TYPE);
        if (parsed.type().equals(ActivityArn.TYPE)) {
            return new TaggedActivity(arn, ActivityArn.parse(arn));
        }
        MachineReference reference = MachineReference.parse(arn);
        if (reference.isQualified()) {
            throw StatesErrors.resourceNotFound(arn);
        }
        return new TaggedMachine(arn, reference.machine());
    }

    record TaggedMachine(String arn, MachineArn key) implements Tagged {
        private Machine machine(Tx tx) {
            Machine machine = tx.get(MachineTables.MACHINES, key);
            if (machine == null) {
                throw StatesErrors.resourceNotFound(arn);
            }
            return machine;
        }

        @Override
        public Map<String, String> tags(Tx tx) {
            return machine(tx).tags();
        }

        @Override
        public void tag(Tx tx, Map<String, String> tags) {
            tx.put(MachineTables.MACHINES, key, machine(tx).withTags(tags));
        }
    }

    record TaggedActivity(String arn, ActivityArn key) implements Tagged {
        private Activity activity(Tx tx) {
            Activity activity = tx.get(MachineTables.ACTIVITIES, key);
            if (activity == null) {
                throw StatesErrors.resourceNotFound(arn);
            }
            return activity;
        }

        @Override
        public Map<String, String> tags(Tx tx) {
            return activity(tx).tags();
        }

        @Override
        public void tag(Tx tx, Map<String, String> tags) {
            tx.put(MachineTables.ACTIVITIES, key, activity(tx).withTags(tags));
        }
    }
}
