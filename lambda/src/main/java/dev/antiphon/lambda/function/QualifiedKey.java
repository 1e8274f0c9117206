package dev.antiphon.lambda.function;

import java.util.Comparator;

/**
 * An alias of a function, or what is said of one of its qualifiers.
 *
 * @param qualifier empty for what is said of the function as a whole
 */
record QualifiedKey(FunctionKey function, String qualifier) implements Comparable<QualifiedKey> {
    private static final Comparator<QualifiedKey> ORDER =
            Comparator.comparing(QualifiedKey::function).thenComparing(QualifiedKey::qualifier);

    String arn() {
        return qualifier.isEmpty() ? function.arn() : function.arn() + ":" + qualifier;
    }

    @Override
    public int compareTo(QualifiedKey other) {
        return ORDER.compare(this, other);
    }
}
