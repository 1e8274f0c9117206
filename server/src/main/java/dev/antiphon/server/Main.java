package dev.antiphon.server;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Log.configure();
        Start start = new Start(System.out, System.err, System.getenv());
        System.exit(new Cli(System.out, System.err, start::run).run(arguments));
    }
}
