package dev.antiphon.lambda.function;

import dev.antiphon.api.AwsException;
import dev.antiphon.engine.Check;
import dev.antiphon.engine.Tx;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Enumeration;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The archives of a function or a layer, in rows of its partition: each once, however many versions
 * have it, and gone with the last of them.
 */
final class Archives {
    /** What a row holds at most: a read or a write of one is short. */
    static final int CHUNK = 1024 * 1024;

    static final int MOST_ZIPPED = 50 * 1024 * 1024;
    static final long MOST_UNZIPPED = 250L * 1024 * 1024;

    /** Whoever unpacks an archive takes no more either. */
    private static final int MOST_ENTRIES = 200_000;

    private Archives() {}

    /**
     * What an archive is, without keeping it.
     *
     * @param operation for the message of an archive that is too large
     * @throws dev.antiphon.api.AwsException RequestEntityTooLargeException or
     *     InvalidParameterValueException
     */
    static Code inspect(String owner, byte[] zip, String operation) {
        if (zip.length > MOST_ZIPPED) {
            throw AwsException.sender(
                            "RequestEntityTooLargeException",
                            413,
                            "Request must be smaller than 70167211 bytes for the "
                                    + operation
                                    + " operation")
                    .with("Type", "User");
        }
        long unzipped = unzipped(zip);
        if (unzipped > MOST_UNZIPPED) {
            throw LambdaErrors.invalid(
                    "Unzipped size must be smaller than " + MOST_UNZIPPED + " bytes");
        }
        return new Code(owner, sha256(zip), zip.length, unzipped, null);
    }

    private static String sha256(byte[] zip) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(sha256.digest(zip));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * As its directory says: whoever unpacks the archive holds it to that, since reading all of it
     * here would keep the partition waiting.
     */
    private static long unzipped(byte[] zip) {
        if (entries(zip) > MOST_ENTRIES) {
            throw LambdaErrors.invalid("The archive has more than " + MOST_ENTRIES + " entries.");
        }
        try (ZipFile file = ZipFile.builder().setByteArray(zip).get()) {
            long bytes = 0;
            Enumeration<ZipArchiveEntry> entries = file.getEntries();
            if (!entries.hasMoreElements()) {
                throw LambdaErrors.invalid("Uploaded file must be a non-empty zip");
            }
            while (entries.hasMoreElements()) {
                bytes += Math.max(0, entries.nextElement().getSize());
            }
            return bytes;
        } catch (IOException | IllegalArgumentException e) {
            throw LambdaErrors.invalid(
                    "Could not unzip uploaded file. Please check your file, then try to upload"
                            + " again.");
        }
    }

    /**
     * How many entries an archive may have, roughly: each has the same four bytes in the directory.
     * They are counted before anything is made of them, for fifty megabytes can hold a million.
     */
    private static int entries(byte[] zip) {
        int entries = 0;
        for (int i = 0; i + 3 < zip.length; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
                entries++;
            }
        }
        return entries;
    }

    /** Keeps an archive for one more version. */
    static void keep(Tx tx, Code code, byte[] zip) {
        CodeKey key = new CodeKey(code.owner(), code.sha256());
        if (tx.get(LambdaTables.ARCHIVES, key) == null) {
            for (int index = 0; (long) index * CHUNK < zip.length; index++) {
                byte[] chunk =
                        Arrays.copyOfRange(
                                zip, index * CHUNK, Math.min(zip.length, (index + 1) * CHUNK));
                tx.put(LambdaTables.CHUNKS, new CodeKey.Chunk(key, index), chunk);
            }
            tx.put(LambdaTables.ARCHIVES, key, new StoredArchive(zip.length, 1));
        } else {
            use(tx, code);
        }
    }

    /** Has one more version use an archive that is kept. */
    static void use(Tx tx, Code code) {
        if (code.folder() != null) {
            return;
        }
        CodeKey key = new CodeKey(code.owner(), code.sha256());
        StoredArchive archive =
                Check.present(tx.get(LambdaTables.ARCHIVES, key), "an archive that is used");
        tx.put(LambdaTables.ARCHIVES, key, new StoredArchive(archive.size(), archive.uses() + 1));
    }

    /** Has one version less use it. */
    static void release(Tx tx, Code code) {
        if (code.folder() == null) {
            release(tx, new CodeKey(code.owner(), code.sha256()));
        }
    }

    static void release(Tx tx, CodeKey key) {
        StoredArchive archive =
                Check.present(tx.get(LambdaTables.ARCHIVES, key), "an archive that is used");
        if (archive.uses() > 1) {
            tx.put(
                    LambdaTables.ARCHIVES,
                    key,
                    new StoredArchive(archive.size(), archive.uses() - 1));
        } else {
            tx.delete(LambdaTables.ARCHIVES, key);
            tx.deleteRange(
                    LambdaTables.CHUNKS,
                    new CodeKey.Chunk(key, 0),
                    new CodeKey.Chunk(key, Long.MAX_VALUE));
        }
    }

    /** A piece of an archive, or null if there is none (any more). */
    static byte @Nullable [] chunk(Tx tx, CodeKey key, long index) {
        return tx.get(LambdaTables.CHUNKS, new CodeKey.Chunk(key, index));
    }
}
