package dev.antiphon.lambda.function;

import dev.antiphon.api.Arn;
import java.util.Comparator;

/** A function, in the order of listings. */
record FunctionKey(String account, String region, String name) implements Comparable<FunctionKey> {
    private static final String SERVICE = "lambda";
    private static final Comparator<FunctionKey> ORDER =
            Comparator.comparing(FunctionKey::account)
                    .thenComparing(FunctionKey::region)
                    .thenComparing(FunctionKey::name);

    String arn() {
        return Arn.of(SERVICE, region, account, "function:" + name).toString();
    }

    @Override
    public int compareTo(FunctionKey other) {
        return ORDER.compare(this, other);
    }
}
