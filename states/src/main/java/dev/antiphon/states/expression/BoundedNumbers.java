package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Nodes of JSON without numbers such as {@code 1e999999999}: a few characters that become a
 * gigabyte as soon as somebody adds one to them.
 */
public final class BoundedNumbers extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;

    /** Of digits before or behind the point; a text has 1,000 at most without an exponent. */
    private static final int MOST_DIGITS = 2_000;

    /** That a text is no JSON that can be worked with. */
    public static final class OutOfRange extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfRange() {
            super(null, null, false, false);
        }
    }

    /**
     * @throws OutOfRange if it is none to work with
     */
    public static void check(BigDecimal number) {
        if (Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw new OutOfRange();
        }
    }

    @Override
    public ValueNode numberNode(@Nullable BigDecimal number) {
        if (number != null) {
            check(number);
        }
        return super.numberNode(number);
    }

    @Override
    public NumericNode numberNode(double number) {
        if (Double.isInfinite(number)) {
            throw new OutOfRange();
        }
        return super.numberNode(number);
    }
}
