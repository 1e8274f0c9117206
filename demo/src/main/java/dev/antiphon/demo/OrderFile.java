package dev.antiphon.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders as JSON lines, one order a line; empty lines do not count. The whole file is read before
 * the first order is placed: a bad line stops the demo before it has begun, and chaos and repair
 * know where a third and a half of the way are.
 */
final class OrderFile {

    /** An order travels in an event, and in the state of a workflow. */
    private static final int MAXIMUM_LINE_BYTES = 64 * 1024;

    private OrderFile() {}

    /** The thousand orders that ship with the demo, the same as {@code examples/orders.jsonl}. */
    static List<Order> shipped() {
        InputStream resource = OrderFile.class.getResourceAsStream("/orders.jsonl");
        if (resource == null) {
            throw new DemoException(
                    "orders.jsonl is missing from the demo's jar; name a file with --orders");
        }
        return read("orders.jsonl", resource);
    }

    static List<Order> read(Path file) {
        try {
            return read(file.toString(), Files.newInputStream(file));
        } catch (NoSuchFileException e) {
            throw new DemoException("There is no file " + file, e);
        } catch (IOException e) {
            throw new DemoException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Reads to the end and closes; {@code name} stands for the source in error messages. */
    static List<Order> read(String name, InputStream input) {
        List<Order> orders = new ArrayList<>();
        Map<String, Order> known = new HashMap<>();
        int number = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    Order order = parse(line);
                    Order first = known.putIfAbsent(order.id(), order);
                    if (first != null && !first.equals(order)) {
                        throw unreadable("order " + order.id() + " came before with other content");
                    }
                    orders.add(order);
                }
            }
        } catch (Json.Unreadable e) {
            throw new DemoException(name + " line " + number + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DemoException("Cannot read " + name + ": " + e.getMessage(), e);
        }
        if (orders.isEmpty()) {
            throw new DemoException(name + " has no orders");
        }
        return orders;
    }

    private static Order parse(String line) throws Json.Unreadable {
        int bytes = line.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAXIMUM_LINE_BYTES) {
            throw unreadable(bytes + " bytes are too long, at most " + MAXIMUM_LINE_BYTES);
        }
        return Json.read(line, Order.class);
    }

    private static Json.Unreadable unreadable(String why) {
        return new Json.Unreadable(why, null);
    }
}
