package dev.antiphon.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * Standard output. In a terminal a table stays at the bottom and is drawn again in place, while the
 * news scroll by above it; elsewhere there are only lines.
 */
final class Screen implements News {

    private final PrintStream out;
    private final boolean live;
    private List<String> table = List.of();

    Screen(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
    }

    /**
     * Whether standard output is a terminal that can move its cursor. The JDK's Console wants
     * standard input to be one as well, which it is not when orders are piped in, so the question
     * goes to the shell's {@code test}.
     */
    static boolean isTerminal() {
        String kind = System.getenv("TERM");
        if (kind == null || kind.equals("dumb")) {
            return false;
        }
        try {
            return new ProcessBuilder("test", "-t", "1").inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean isLive() {
        return live;
    }

    @Override
    public synchronized void tell(String line) {
        StringBuilder text = new StringBuilder();
        clear(text);
        text.append(line).append('\n');
        draw(text);
        write(text);
    }

    /** Replaces the table, in a terminal. */
    synchronized void show(List<String> lines) {
        if (live) {
            StringBuilder text = new StringBuilder();
            clear(text);
            table = lines;
            draw(text);
            write(text);
        }
    }

    /** Leaves the table where it is and goes on below. */
    synchronized void leaveTable() {
        table = List.of();
    }

    private void clear(StringBuilder text) {
        if (!table.isEmpty()) {
            // So many lines up, and clear from there to the end of the screen.
            text.append("\r\u001b[%dA\u001b[J".formatted(table.size()));
        }
    }

    private void draw(StringBuilder text) {
        table.forEach(line -> text.append(line).append('\n'));
    }

    private void write(StringBuilder text) {
        out.print(text);
        out.flush();
    }
}
