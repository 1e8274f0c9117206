package dev.antiphon.storage.memory;

import dev.antiphon.storage.Family;

/** One step of a batch. The arrays are the batch's own and become the rows themselves. */
sealed interface Change {
    Family family();

    record Put(Family family, byte[] key, byte[] value) implements Change {}

    record Delete(Family family, byte[] key) implements Change {}

    record DeleteRange(Family family, byte[] from, byte[] to) implements Change {}
}
