package dev.antiphon.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text of fixed length with places for numbers, which are written over before each use. */
final class Template {
    private byte[] bytes = new byte[1024];
    private int length;
    private int[] slots = new int[8];
    private int slotCount;

    Template text(String text) {
        byte[] added = text.getBytes(StandardCharsets.UTF_8);
        reserve(added.length);
        System.arraycopy(added, 0, bytes, length, added.length);
        length += added.length;
        return this;
    }

    /** A place for a number of so many digits, or for so much padding. */
    Template slot(int digits) {
        if (slotCount == slots.length) {
            slots = Arrays.copyOf(slots, slotCount * 2);
        }
        slots[slotCount++] = length;
        reserve(digits);
        Arrays.fill(bytes, length, length + digits, (byte) '0');
        length += digits;
        return this;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /** Writes a number, with leading zeros, to the slot of that index. */
    void fill(int slot, int digits, long number) {
        long rest = number;
        for (int i = slots[slot] + digits - 1; i >= slots[slot]; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Writes padding to the slot of that index. */
    void fill(int slot, int slotLength, Padding padding) {
        padding.write(bytes, slots[slot], slotLength);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
