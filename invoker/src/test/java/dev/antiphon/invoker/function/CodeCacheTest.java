package dev.antiphon.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.delivery.FunctionSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeCacheTest {
    @TempDir Path folder = Path.of("");
    private final List<String> fetched = new ArrayList<>();
    private boolean broken;
    private CodeCache cache =
            new CodeCache(_ -> ByteArrayInputStream.nullInputStream(), folder, folder);

    @BeforeEach
    void begin() throws IOException {
        Path code = Files.createDirectory(folder.resolve("code"));
        cache =
                new CodeCache(
                        archive -> {
                            fetched.add(archive.owner());
                            if (broken && archive.owner().startsWith("layer")) {
                                throw new IOException("there is no such layer");
                            }
                            byte[] text = archive.owner().getBytes(StandardCharsets.UTF_8);
                            return new ByteArrayInputStream(Workbench.zip(Map.of("file", text)));
                        },
                        code,
                        folder);
    }

    private FunctionSpec spec() {
        try (Workbench bench = new Workbench(folder.resolve("bench"))) {
            return bench.python("f", "").layer("more", "text").spec();
        }
    }

    private List<Path> unpacked() throws IOException {
        try (var all = Files.list(folder.resolve("code"))) {
            return all.toList();
        }
    }

    @Test
    void code_stays_while_a_process_uses_it_and_a_while_longer() throws Exception {
        FunctionSpec spec = spec();
        CodeCache.Unpacked first = cache.unpacked(spec);
        CodeCache.Unpacked second = cache.unpacked(spec);
        assertThat(first).isEqualTo(second);
        assertThat(first.task().resolve("file")).hasContent("code-f");
        assertThat(fetched).containsExactly("code-f", "layer-f0");

        cache.release(first);
        cache.trim(Duration.ZERO);
        assertThat(unpacked()).hasSize(2);

        cache.release(second);
        cache.trim(Duration.ofHours(1));
        assertThat(unpacked()).hasSize(2);

        cache.trim(Duration.ZERO);
        assertThat(unpacked()).isEmpty();
        assertThat(cache.unpacked(spec)).isEqualTo(first);
        assertThat(first.task().resolve("file")).hasContent("code-f");
        assertThat(fetched).hasSize(4);
    }

    @Test
    void code_whose_layers_cannot_be_had_is_not_kept_for_anybody() throws Exception {
        FunctionSpec spec = spec();
        broken = true;

        assertThatThrownBy(() -> cache.unpacked(spec)).isInstanceOf(IOException.class);
        cache.trim(Duration.ZERO);

        assertThat(unpacked()).isEmpty();
    }
}
