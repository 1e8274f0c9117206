package dev.antiphon.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir Path folder;

    @Test
    void what_a_path_cannot_name_is_removed_all_the_same() throws IOException {
        Path top = Files.createDirectory(folder.resolve("top"));
        deepen(top, 300);
        deepen(Files.createDirectory(top.resolve("other")), 100);
        Files.writeString(top.resolve("file"), "text");

        Folders.remove(top);

        assertThat(top).doesNotExist();
    }

    /**
     * Makes so many folders within each other, with a file at the bottom: from below, since a path
     * leads down so far only.
     */
    private static void deepen(Path place, int levels) throws IOException {
        String name = "d".repeat(200);
        Path bottom = Files.createDirectory(place.resolve("bottom"));
        Files.writeString(bottom.resolve("file"), "text");
        for (int n = 0; n < levels; n++) {
            Path above = Files.createDirectory(place.resolve("above"));
            Files.move(place.resolve("bottom"), above.resolve(name));
            Files.move(above, place.resolve("bottom"));
        }
    }

    @Test
    void links_are_removed_and_not_what_they_lead_to() throws IOException {
        Path kept = Files.createDirectory(folder.resolve("kept"));
        Files.writeString(kept.resolve("file"), "text");
        Path top = Files.createDirectories(folder.resolve("top/inner"));
        Files.createSymbolicLink(top.resolve("link"), kept);
        Files.createSymbolicLink(top.resolve("broken"), Path.of("nowhere"));

        Folders.remove(folder.resolve("top"));

        assertThat(folder.resolve("top")).doesNotExist();
        assertThat(kept.resolve("file")).hasContent("text");
        Path link = Files.createSymbolicLink(folder.resolve("link"), kept);
        Folders.remove(link);
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(kept.resolve("file")).exists();
    }

    @Test
    void a_folder_that_was_closed_is_removed() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("top/closed/inner"));
        Files.createDirectory(inner.resolve("full"));
        for (Path closed : new Path[] {inner, inner.getParent()}) {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        }

        Folders.remove(folder.resolve("top"));

        assertThat(folder.resolve("top")).doesNotExist();
    }

    @Test
    void a_change_of_code_is_seen_and_one_of_what_was_installed_is_not() throws IOException {
        Path code = Files.createDirectories(folder.resolve("code/lib"));
        Path installed = Files.createDirectories(folder.resolve("code/node_modules/left-pad"));
        Path versions = Files.createDirectories(folder.resolve("code/.git"));
        Path file = Files.writeString(code.resolve("a.js"), "1");
        Path top = folder.resolve("code");
        long before = Folders.fingerprint(top, -1);

        Files.writeString(installed.resolve("index.js"), "1");
        Files.writeString(versions.resolve("index"), "1");
        assertThat(Folders.fingerprint(top, -1)).isEqualTo(before);

        Files.writeString(file, "22");
        long changed = Folders.fingerprint(top, -1);
        assertThat(changed).isNotEqualTo(before);
        Files.delete(file);
        long deleted = Folders.fingerprint(top, -1);
        assertThat(deleted).isNotIn(before, changed);
        Files.createDirectory(installed.resolveSibling("another"));
        assertThat(Folders.fingerprint(top, -1)).isNotIn(before, changed, deleted);
    }
}
