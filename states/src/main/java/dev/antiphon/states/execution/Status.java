package dev.antiphon.states.execution;

/** How an execution stands. The codes are in rows. */
enum Status {
    RUNNING(1),
    SUCCEEDED(2),
    FAILED(3),
    TIMED_OUT(4),
    ABORTED(5),
    PENDING_REDRIVE(6);

    private final int code;

    Status(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Status of(int code) {
        for (Status status : values()) {
            if (status.code == code) {
                return status;
            }
        }
        throw new IllegalArgumentException("no status " + code);
    }

    boolean closed() {
        return this != RUNNING && this != PENDING_REDRIVE;
    }
}
