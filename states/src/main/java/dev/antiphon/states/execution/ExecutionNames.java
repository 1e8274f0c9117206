package dev.antiphon.states.execution;

import dev.antiphon.states.machine.StatesErrors;

/**
 * What an execution may be called.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">StartExecution</a>
 */
final class ExecutionNames {
    private static final int LONGEST = 80;
    private static final String FORBIDDEN = "<>{}[]?*\"#%\\^|~`$&,;:/";

    private ExecutionNames() {}

    static void check(String name) {
        boolean allowed = !name.isEmpty() && name.length() <= LONGEST;
        for (int i = 0; allowed && i < name.length(); i++) {
            char c = name.charAt(i);
            allowed =
                    c > ' '
                            && !(c >= 0x7F && c <= 0x9F)
                            && c < 0xFFFE
                            && !Character.isSurrogate(c)
                            && FORBIDDEN.indexOf(c) < 0;
        }
        if (!allowed) {
            throw StatesErrors.invalidName(name);
        }
    }
}
