package dev.antiphon.storage.rocksdb;

import dev.antiphon.storage.Storage;
import dev.antiphon.storage.StorageException;
import dev.antiphon.storage.contract.DurableStorageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RocksStorageContractTest extends DurableStorageContract {
    @TempDir private Path directory;

    @Override
    protected Storage open() throws StorageException {
        return RocksStorage.open(directory.resolve("data"), RocksConfig.defaults());
    }
}
