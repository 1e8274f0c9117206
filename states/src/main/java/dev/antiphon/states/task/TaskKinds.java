package dev.antiphon.states.task;

/** What the resources of Task states are. */
public interface TaskKinds {
    /**
     * Asked once for each state of a definition that is going to run.
     *
     * @param resource as in the definition, but never an activity
     * @return a kind whose every call fails, where the server has nothing of that name
     */
    TaskKind resolve(String resource);
}
