package dev.antiphon.wire.codec;

import dev.antiphon.api.AwsException;

/** Input that cannot be read: AWS's {@code SerializationException}. */
public final class Malformed {
    private Malformed() {}

    public static AwsException input(String message) {
        return AwsException.sender("SerializationException", message);
    }

    /**
     * A value of the wrong type.
     *
     * @param found as AWS names what it found, such as {@code NUMBER_VALUE}
     * @param wanted such as {@code a String}
     */
    static AwsException type(String found, String wanted) {
        return input(found + " can not be converted to " + wanted);
    }
}
