package dev.antiphon.states.task;

import dev.antiphon.delivery.Answer;
import dev.antiphon.engine.Tx;

/** A kind of task whose call is answered by parcel. */
interface AnsweredTask extends TaskKind {
    /** What the answer is to the state. On the partition of the execution. */
    TaskOutcome outcome(Tx tx, Asked asked, Answer answer);
}
