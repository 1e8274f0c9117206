package dev.antiphon.invoker.function;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The program that a function brings to be its runtime. What keeps the kernel from running it is
 * found out before and told in AWS's words: a process that has failed says less.
 *
 * @param layer whether a layer brings it
 */
record Entrypoint(CodeCache.Unpacked code, Path file, boolean layer) {
    private static final String NAME = "bootstrap";

    /** Enough for the first line of a script, of which the kernel reads no more. */
    private static final int BEGINNING = 256;

    static Entrypoint of(CodeCache.Unpacked code) throws StartException {
        Path own = code.task().resolve(NAME);
        if (Files.isRegularFile(own)) {
            return new Entrypoint(code, own, false);
        }
        Path layers = code.layers();
        if (layers != null && Files.isRegularFile(layers.resolve(NAME))) {
            return new Entrypoint(code, layers.resolve(NAME), true);
        }
        throw new StartException(
                "Runtime.InvalidEntrypoint",
                "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
    }

    /** Where it is for the process. */
    String in(Environment.Places places) {
        return (layer ? places.layers() : places.task()) + "/" + NAME;
    }

    Entrypoint checked() throws StartException {
        if (!Files.isExecutable(file)) {
            throw refused("permission denied");
        }
        byte[] beginning;
        try (InputStream in = Files.newInputStream(file)) {
            beginning = in.readNBytes(BEGINNING);
        } catch (IOException e) {
            throw refused("input/output error");
        }
        String interpreter = interpreter(new String(beginning, StandardCharsets.UTF_8));
        if (interpreter != null && !isThere(interpreter)) {
            throw refused("no such file or directory");
        }
        if (isForAnotherMachine(beginning)) {
            throw refused("exec format error");
        }
        return this;
    }

    private StartException refused(String why) {
        String place = (layer ? RootView.LAYERS : RootView.TASK) + "/" + NAME;
        return new StartException("Runtime.InvalidEntrypoint", "fork/exec " + place + ": " + why);
    }

    /**
     * What a script says that runs it: up to a blank or the end of the line. A return before that
     * is of its name.
     */
    private static @Nullable String interpreter(String beginning) {
        if (!beginning.startsWith("#!")) {
            return null;
        }
        return beginning.substring(2).stripLeading().split("[ \t\n]", 2)[0];
    }

    private boolean isThere(String interpreter) {
        try {
            Path path = Path.of(interpreter);
            if (path.startsWith(RootView.TASK)) {
                path = code.task().resolve(Path.of(RootView.TASK).relativize(path));
            } else if (path.startsWith(RootView.LAYERS) && code.layers() != null) {
                path = code.layers().resolve(Path.of(RootView.LAYERS).relativize(path));
            }
            return Files.exists(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Whether it is a program for another processor than this machine has. */
    private static boolean isForAnotherMachine(byte[] program) {
        if (program.length < 20
                || program[0] != 0x7f
                || program[1] != 'E'
                || program[2] != 'L'
                || program[3] != 'F') {
            return false;
        }
        int machine = (program[18] & 0xff) | (program[19] & 0xff) << 8;
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> machine != 62;
            case "aarch64" -> machine != 183;
            default -> false;
        };
    }
}
