package dev.antiphon.compat.crash;

import java.util.List;

/** One kind of use of queues, which goes on while the server is killed and started again. */
interface Traffic {
    /** Makes the queues, and after a restart finds them as they were; on a server that stays. */
    void prepare();

    /** What its clients do again and again, each on a thread of its own. */
    List<Runnable> clients();

    /**
     * Takes everything out, on a server that stays, and compares it with what was promised.
     *
     * @return what there was, in a line
     */
    String reconcile();
}
