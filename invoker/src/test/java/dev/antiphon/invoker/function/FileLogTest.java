package dev.antiphon.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileLogTest {
    private static final int LARGEST = 1 << 16;

    @TempDir Path folder;

    private static FunctionLog.Entry entry(String region, String group, String text) {
        return new FunctionLog.Entry(
                "000000000000",
                region,
                group,
                "stream",
                Instant.EPOCH,
                text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void what_invocations_write_is_in_the_file_of_their_group_in_order() throws IOException {
        try (FileLog log = new FileLog(folder, LARGEST)) {
            log.write(entry("us-east-1", "/aws/lambda/f", "a\n"));
            log.write(entry("us-east-1", "/aws/lambda/g", "b\n"));
            log.write(entry("us-east-1", "/aws/lambda/f", "c\n"));
        }
        assertThat(files())
                .containsExactly(
                        "000000000000/us-east-1/aws/lambda/f.log",
                        "000000000000/us-east-1/aws/lambda/g.log");
        assertThat(folder.resolve("000000000000/us-east-1/aws/lambda/f.log")).hasContent("a\nc\n");
    }

    @Test
    void a_file_that_is_long_takes_the_place_of_the_one_before() throws IOException {
        String half = "x".repeat(LARGEST / 2 + 1);
        for (String text : List.of(half, half, "new")) {
            try (FileLog log = new FileLog(folder, LARGEST)) {
                log.write(entry("r", "f", text));
            }
        }
        assertThat(files()).containsExactly("000000000000/r/f.log", "000000000000/r/f.log.1");
        assertThat(folder.resolve("000000000000/r/f.log")).hasContent("new");
    }

    @Test
    void what_there_is_no_room_for_is_left_out() throws IOException {
        try (FileLog log = new FileLog(folder, LARGEST, 10)) {
            log.write(entry("r", "f", "eleven long"));
            log.write(entry("r", "f", "ten bytes!"));
        }
        assertThat(folder.resolve("000000000000/r/f.log")).hasContent("ten bytes!");
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, /../../../etc/x, 000000000000/us-east-1/_/_/_/etc/x.log",
        ".., f, 000000000000/_/f.log",
        "a/b, f, 000000000000/a_b/f.log",
        "r, my group, 000000000000/r/my_group.log"
    })
    void names_lead_nowhere_else(String region, String group, String file) throws IOException {
        try (FileLog log = new FileLog(folder, LARGEST)) {
            log.write(entry(region, group, "x"));
        }
        assertThat(files()).containsExactly(file);
    }
}
