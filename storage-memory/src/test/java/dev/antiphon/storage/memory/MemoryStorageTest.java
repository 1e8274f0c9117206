package dev.antiphon.storage.memory;

import dev.antiphon.storage.Storage;
import dev.antiphon.storage.contract.StorageContract;

class MemoryStorageTest extends StorageContract {
    @Override
    protected Storage open() {
        return new MemoryStorage();
    }
}
