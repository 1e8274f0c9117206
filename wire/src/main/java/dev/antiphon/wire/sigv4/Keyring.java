package dev.antiphon.wire.sigv4;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys that we know. Asked on event loops. */
@FunctionalInterface
public interface Keyring {
    /** The key of that id, or null. */
    @Nullable Credentials find(String accessKeyId);

    /** A ring that does not change. */
    static Keyring of(Collection<Credentials> keys) {
        Map<String, Credentials> byId =
                keys.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Credentials::accessKeyId, Function.identity()));
        return byId::get;
    }
}
