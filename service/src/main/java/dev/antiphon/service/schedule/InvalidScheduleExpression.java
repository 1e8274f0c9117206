package dev.antiphon.service.schedule;

/** A text is no schedule expression. The service that was given it answers with its own error. */
public final class InvalidScheduleExpression extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param reason what is wrong with it, for whoever reads a log: AWS's answers do not say
     */
    InvalidScheduleExpression(String expression, String reason) {
        super(expression + ": " + reason);
    }
}
