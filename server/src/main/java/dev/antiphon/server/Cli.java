package dev.antiphon.server;

import dev.antiphon.server.config.ConfigException;
import dev.antiphon.server.config.Spelling;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The commands. They are described to picocli by calls rather than by annotations, so that every
 * {@link Setting} is an option without being written down twice, and nothing is looked up by
 * reflection at the start.
 */
final class Cli {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int WRONG_USE = 2;

    /** What {@code start} does with what it was given. */
    @FunctionalInterface
    interface Starter {
        /**
         * @return the exit status, when the server has stopped
         */
        int start(@Nullable Path file, Map<String, String> options);
    }

    private final PrintStream out;
    private final PrintStream err;
    private final Starter starter;

    Cli(PrintStream out, PrintStream err, Starter starter) {
        this.out = out;
        this.err = err;
        this.starter = starter;
    }

    /**
     * Runs a command. Whatever was given wrongly is answered with one line.
     *
     * @return the exit status
     */
    int run(String... arguments) {
        CommandLine commands = new CommandLine(antiphon());
        commands.setOut(new PrintWriter(out, true, out.charset()));
        try {
            ParseResult given = commands.parseArgs(arguments);
            Integer help = CommandLine.executeHelpRequest(given);
            if (help != null) {
                return help;
            }
            if (!given.hasSubcommand()) {
                commands.usage(err);
                return WRONG_USE;
            }
            return command(given.subcommand());
        } catch (ParameterException e) {
            err.println("antiphon: " + line(e));
            return WRONG_USE;
        } catch (ConfigException e) {
            err.println("antiphon: " + e.line());
            return WRONG_USE;
        }
    }

    private int command(ParseResult given) {
        return switch (given.commandSpec().name()) {
            case "start" -> starter.start(given.matchedOptionValue("config", null), options(given));
            case "version" -> {
                out.println("Antiphon " + Version.current());
                yield OK;
            }
            case "demo" -> {
                // The launcher runs the demo, which is a program of its own on the public API.
                err.println("antiphon: the demo is not part of the server; run ./antiphon demo");
                yield WRONG_USE;
            }
            case String name -> throw new IllegalStateException("no command " + name);
        };
    }

    private static Map<String, String> options(ParseResult given) {
        Map<String, String> options = new LinkedHashMap<>();
        for (Setting setting : Setting.ALL) {
            String name = "--" + setting.name();
            if (setting.onCommandLine() && given.hasMatchedOption(name)) {
                options.put(
                        setting.name(), String.valueOf(given.<Object>matchedOptionValue(name, "")));
            }
        }
        return options;
    }

    private static String line(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(wrong.getMessage());
        }
        CommandSpec spec = wrong.getCommandLine().getCommandSpec();
        String word = unmatched.getUnmatched().getFirst();
        List<String> known = new ArrayList<>(spec.optionsMap().keySet());
        known.addAll(spec.subcommands().keySet());
        String hint =
                Spelling.closest(word, known)
                        .map(name -> "did you mean " + name + "?")
                        .orElse("see " + spec.qualifiedName() + " --help");
        return (word.startsWith("-") ? "unknown option " : "unknown command ") + word + "; " + hint;
    }

    private CommandSpec antiphon() {
        CommandSpec spec = command("antiphon", "One durable server that speaks AWS's wire APIs.");
        spec.addSubcommand("start", start());
        spec.addSubcommand("demo", demo());
        spec.addSubcommand("version", command("version", "Print the version."));
        spec.usageMessage()
                .footer(
                        "",
                        "antiphon COMMAND --help explains a command.",
                        "ANTIPHON_JAVA_HOME names the JDK (25 or newer) to run with,"
                                + " ANTIPHON_JAVA_OPTS adds options for it.");
        return spec;
    }

    private static CommandSpec start() {
        CommandSpec spec = command("start", "Start the server.");
        spec.addOption(
                OptionSpec.builder("--config")
                        .paramLabel("FILE")
                        .type(Path.class)
                        .description("YAML file with settings.")
                        .build());
        for (Setting setting : Setting.ALL) {
            if (setting.onCommandLine()) {
                spec.addOption(option(setting));
            }
        }
        spec.usageMessage()
                .footer(
                        "",
                        "Each setting can also stand in the file (data-dir: ./data) or in the"
                                + " environment (ANTIPHON_DATA_DIR=./data). The command line"
                                + " counts before the environment, the environment before the"
                                + " file.");
        return spec;
    }

    /**
     * Values stay text here: they are judged where those of the file are, and in the same words.
     */
    private static OptionSpec option(Setting setting) {
        OptionSpec.Builder option =
                OptionSpec.builder("--" + setting.name())
                        .type(String.class)
                        .description(setting.text());
        return setting.value().isEmpty()
                ? option.type(boolean.class).arity("0").build()
                : option.arity("1").paramLabel(setting.value()).build();
    }

    private static CommandSpec demo() {
        return command("demo", "Run an order business on a server of its own (see the README).");
    }

    private static CommandSpec command(String name, String text) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.mixinStandardHelpOptions(false);
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Print this help.")
                        .build());
        spec.usageMessage().description(text).width(100).sortOptions(false);
        return spec;
    }
}
