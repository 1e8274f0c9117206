package dev.antiphon.demo;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import software.amazon.awssdk.core.exception.SdkException;

/** The command line of the demo. */
@Command(
        name = "antiphon demo",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Runs the order middleware of examples/order-middleware, and accounts for every order.",
            "Delivery partners send orders to an HTTP API, each in a format of its own and some"
                    + " twice; every order has one workflow, whose functions adapt and validate it,"
                    + " which creates it in its store and waits for its driver; its events go to"
                    + " fulfilment, support, analytics and invoicing. Stores are offline now and"
                    + " then, customers cancel. Orders with a \""
                    + Menu.DINNER
                    + "\" come in a format that the adapter cannot read until the repair, half-way,"
                    + " and wait as dead letters. An archive replays the day to a service that"
                    + " joins late.",
            "The functions need python3 with boto3, and node, on this machine."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every order is accounted for exactly once",
            "1:an order is missing, doubled or out of order, or the run broke off",
            "2:the command line or the order file is wrong"
        })
public final class Main implements Callable<Integer> {

    private static final int GOOD = 0;
    private static final int BAD = 1;
    private static final int WRONG_INPUT = 2;

    /** The script that becomes the server, as it tells the demo that it runs. */
    private static final @Nullable String LAUNCHER = System.getenv("ANTIPHON_LAUNCHER");

    @Option(
            names = "--orders",
            paramLabel = "FILE",
            description =
                    "orders as JSON lines, - for standard input (default: a thousand shipped)")
    private @Nullable String orders;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "generate orders for so long instead, such as 5s or 2m")
    private @Nullable Duration time;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "30",
            description = "orders a second (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of the generated orders; the same seed gives the same orders")
    private long seed;

    @Option(
            names = "--print-orders",
            description = "write the orders as JSON lines instead of placing them")
    private boolean printOrders;

    @Option(
            names = "--chaos",
            description = "kill the server (SIGKILL) twice on the way and start it again")
    private boolean chaos;

    @Option(names = "--port", paramLabel = "N", description = "of the server (default: a free one)")
    private @Nullable Integer port;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "the server's data, which stays there (default: a temporary folder, removed"
                            + " unless something went wrong)")
    private @Nullable Path dataDirectory;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "use a running server; what the demo creates there is removed afterwards")
    private @Nullable URI endpoint;

    @Option(
            names = "--server-command",
            paramLabel = "WORD",
            arity = "1..*",
            description = "what becomes the server, when followed by start --port N --data-dir DIR")
    private @Nullable List<String> serverCommand;

    @Option(names = "--plain", description = "a line a second instead of a live table")
    private boolean plain;

    private final PrintStream out;
    private final PrintStream err;

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the demo and exits with its status. */
    public static void main(String[] arguments) {
        // Orders have dishes from everywhere, whatever character set the terminal was given.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(out, System.err, arguments));
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        Main main = new Main(out, err);
        return new CommandLine(main)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((e, line) -> main.complain(e, WRONG_INPUT))
                .execute(arguments);
    }

    @Override
    public Integer call() {
        List<Order> placements;
        try {
            checkOptions();
            placements = placements();
            checkStores(placements);
        } catch (DemoException e) {
            return complain(e, WRONG_INPUT);
        }
        if (printOrders) {
            placements.stream().map(Json::write).forEach(out::println);
            return GOOD;
        }
        Screen screen = new Screen(out, !plain && Screen.isTerminal());
        introduce(screen, placements.size());
        try (Demo demo = new Demo(screen, server())) {
            Runtime.getRuntime().addShutdownHook(new Thread(demo::cancel));
            return demo.run(placements, rate, chaos) ? GOOD : BAD;
        } catch (InterruptedException e) {
            return BAD; // stopped by the user, who knows
        } catch (DemoException | SdkException e) {
            return complain(e, BAD);
        }
    }

    private void checkOptions() {
        require(orders == null || time == null, "--orders and --for exclude each other");
        require(rate > 0 && rate <= 100_000, "--rate must be above 0 and at most 100000");
        if (endpoint != null) {
            require(!chaos, "--chaos kills the server, so it needs one of its own, not --endpoint");
            require(
                    port == null && dataDirectory == null && serverCommand == null,
                    "--port, --data-dir and --server-command are for a server of the demo's own,"
                            + " not for --endpoint");
        } else {
            require(
                    printOrders || serverCommand != null || LAUNCHER != null,
                    "There is no server to start: run ./antiphon demo, or name one with --endpoint"
                            + " or --server-command");
        }
    }

    private List<Order> placements() {
        if (time != null) {
            double count = Math.ceil(rate * time.toMillis() / 1000);
            require(count <= 10_000_000, "--rate and --for make more than ten million orders");
            return new OrderGenerator(seed).orders((int) count);
        }
        if (orders == null) {
            return OrderFile.shipped();
        }
        return orders.equals("-")
                ? OrderFile.read("standard input", System.in)
                : OrderFile.read(Path.of(orders));
    }

    private static void checkStores(List<Order> placements) {
        long stores = placements.stream().map(Order::store).distinct().count();
        require(
                stores <= Bus.MOST_STORES,
                "The orders are for %d stores; a bus has rules for %d at most"
                        .formatted(stores, Bus.MOST_STORES));
    }

    private Server server() throws InterruptedException {
        if (endpoint != null) {
            return new RunningServer(endpoint);
        }
        if (serverCommand == null) {
            Interpreters.check(); // another command may run its functions elsewhere
        }
        List<String> command =
                serverCommand == null ? List.of(Objects.requireNonNull(LAUNCHER)) : serverCommand;
        int free = port == null ? OwnServer.freePort() : port;
        return new OwnServer(command, free, Workspace.create(dataDirectory));
    }

    private void introduce(Screen screen, int placements) {
        screen.tell(
                placements
                        + " orders go from delivery partners through an order middleware to stores,"
                        + " drivers and all who wait for news of them.");
        screen.tell(
                chaos
                        ? "Watch the server being killed twice on the way, and every order come through"
                                + " exactly once."
                        : "Watch those that nobody can read wait as dead letters until the repair,"
                                + " half-way.");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new DemoException(otherwise);
        }
    }

    private int complain(Exception e, int status) {
        err.println(e.getMessage());
        return status;
    }

    /** A number and a unit: 500ms, 5s, 2m, 1h. */
    static final class TimeConverter implements ITypeConverter<Duration> {
        private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

        @Override
        public Duration convert(String text) {
            Matcher parts = TIME.matcher(text);
            if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
                throw new TypeConversionException(
                        "'" + text + "' is not a time such as 500ms, 5s or 2m");
            }
            long number = Long.parseLong(parts.group(1));
            return switch (parts.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
        }
    }
}
