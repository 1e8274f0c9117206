package dev.antiphon.sqs;

import org.jspecify.annotations.Nullable;

/**
 * A message group in the indexes: 64 bits of hash in place of its name, which would take more heap
 * than all else that is kept of a group. Should two groups of a queue ever meet in one number, they
 * are treated as one: their messages then wait for each other, and every promise holds.
 */
final class MessageGroupKey {
    /** Of a message without a group. */
    static final long NONE = 0;

    private MessageGroupKey() {}

    static long of(@Nullable String groupId) {
        if (groupId == null) {
            return NONE;
        }
        long hash = 0xcbf2_9ce4_8422_2325L; // FNV-1a
        for (int i = 0; i < groupId.length(); i++) {
            hash = (hash ^ groupId.charAt(i)) * 0x0000_0100_0000_01b3L;
        }
        // Mixed once more: short names that differ in their end differ in few bits up to here.
        hash = (hash ^ (hash >>> 32)) * 0x9E37_79B9_7F4A_7C15L;
        hash ^= hash >>> 29;
        return hash == NONE ? 1 : hash;
    }
}
