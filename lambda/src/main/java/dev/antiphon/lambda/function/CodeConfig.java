package dev.antiphon.lambda.function;

import org.jspecify.annotations.Nullable;

/**
 * @param functionsHotReload whether a function's code may be a folder of this machine: whoever
 *     creates functions can then have any of its files run. Null where nobody has said: then it is
 *     allowed where callers are trusted
 */
public record CodeConfig(@Nullable Boolean functionsHotReload) {
    public static final CodeConfig DEFAULTS = new CodeConfig((Boolean) null);

    /**
     * @param trusted whether everybody who calls may do everything anyway
     */
    public CodeConfig decided(boolean trusted) {
        return functionsHotReload == null ? new CodeConfig(trusted) : this;
    }

    boolean hotReload() {
        return Boolean.TRUE.equals(functionsHotReload);
    }
}
