package dev.antiphon.delivery.source;

import dev.antiphon.engine.Tx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of sources that there are. */
public final class Sources {
    private final Map<String, SourceType> types = new LinkedHashMap<>();

    public Sources(List<SourceType> types) {
        for (SourceType type : types) {
            if (this.types.put(type.service(), type) != null) {
                throw new IllegalArgumentException("two source types of " + type.service());
            }
        }
    }

    /** See {@link SourceType#find}. */
    public @Nullable Source find(Tx tx, String arn) {
        SourceType type = type(arn);
        return type == null ? null : type.find(tx, arn);
    }

    private @Nullable SourceType type(String arn) {
        int begin = arn.startsWith("arn:") ? arn.indexOf(':', 4) + 1 : 0;
        int end = arn.indexOf(':', begin);
        return end < 0 ? null : types.get(arn.substring(begin, end));
    }
}
