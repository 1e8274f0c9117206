package dev.antiphon.states.expression;

import com.dashjoin.jsonata.Jsonata.EntryCallback;
import com.dashjoin.jsonata.Jsonata.ExitCallback;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Parser.Symbol;
import com.dashjoin.jsonata.Utils;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes with one evaluation from part to part and spends its fuel. What functions take they say
 * themselves ({@link MeteredFunction}); of operators that look at all of their operands the
 * operands are weighed here, when they are known and the operator has not begun.
 */
final class JsonataMeter implements EntryCallback, ExitCallback {
    private static final String ENTRY = "__evaluate_entry";

    private final Fuel fuel;
    private final Deque<Part> parts = new ArrayDeque<>();

    /** A part that is being evaluated; and what it calls, once that is known. */
    private static final class Part {
        private final Symbol symbol;
        private @Nullable JFunction called;

        Part(Symbol symbol) {
            this.symbol = symbol;
        }

        /** The sign of an operator, or else a name or a constant. */
        String word() {
            String text = symbol.toString();
            return text.substring(text.lastIndexOf(" value=") + " value=".length());
        }
    }

    JsonataMeter(Fuel fuel) {
        this.fuel = fuel;
    }

    void bind(Frame frame) {
        frame.setEvaluateEntryCallback(this);
        frame.setEvaluateExitCallback(this);
    }

    @Override
    public void callback(Symbol expression, @Nullable Object input, Frame environment) {
        fuel.enter();
        Part part = new Part(expression);
        parts.push(part);
        if (input instanceof Map<?, ?> || input instanceof List<?>) {
            String word = part.word();
            if (word.equals("**") || word.equals("*")) {
                fuel.weigh(input);
            }
        }
    }

    @Override
    public void callback(
            Symbol expression, @Nullable Object input, Frame environment, @Nullable Object result) {
        parts.pop();
        switch (result) {
            case String text -> fuel.leave(0, text.length());
            case List<?> list -> {
                fuel.leave(list.size(), 0);
                if (!(list instanceof Utils.RangeList)) {
                    weighLists(list);
                }
            }
            case null, default -> fuel.leave(0, 0);
        }
        if (result instanceof Symbol function) {
            meter(function);
        }
        Part around = parts.peek();
        if (around != null) {
            if (result instanceof JFunction function) {
                around.called = function;
            } else if (result instanceof List<?> || result instanceof Map<?, ?>) {
                weighFor(around, result);
            }
        }
    }

    /** What is true of a list, and its elements, depends on lists within it. */
    private void weighLists(List<?> list) {
        if (JsonataTrees.isView(list)) {
            return;
        }
        for (Object each : list) {
            if (each instanceof List<?> inner && !(each instanceof Utils.RangeList)) {
                fuel.spend(1 + inner.size() / 4);
                weighLists(inner);
            }
        }
    }

    private void weighFor(Part around, Object operand) {
        if (MeteredFunction.transforms(around.called)) {
            fuel.write(operand);
            return;
        }
        switch (around.word()) {
            case "=", "!=", "in" -> fuel.weigh(operand);
            case "&", "~>" -> fuel.write(operand);
            default -> {}
        }
    }

    /**
     * A function of the library of which some arguments are given: the library forgets us in it.
     */
    private void meter(Symbol function) {
        Frame frame = function.environment;
        if (frame != null && frame.lookup(ENTRY) == null) {
            bind(frame);
            MeteredFunction.bindAll(frame);
        }
    }
}
