package dev.antiphon.lambda.function;

import dev.antiphon.engine.Tx;
import java.util.List;

/** The aliases of functions. */
final class Aliases {
    private Aliases() {}

    /** All of a function that this partition owns. */
    static List<Alias> of(Tx tx, FunctionKey function) {
        return Rows.of(tx, LambdaTables.ALIASES, function);
    }
}
