package dev.antiphon.demo;

/**
 * Kills the server after a third and after two thirds of the orders, and starts it again on the
 * same data. Nobody is told: partners, kitchens and all the others see their connections break and
 * retry.
 */
final class Chaos {

    private static final int KILLS = 2;

    private final OwnServer server;
    private final Ledger ledger;
    private final News news;

    Chaos(OwnServer server, Ledger ledger, News news) {
        this.server = server;
        this.ledger = ledger;
        this.news = news;
    }

    void work(int placements) throws InterruptedException {
        for (int kill = 1; kill <= KILLS; kill++) {
            ledger.awaitAnswered(Math.max(1, placements * kill / (KILLS + 1)));
            server.kill();
            news.tell("The server is killed (SIGKILL, %d of %d)".formatted(kill, KILLS));
            long millis = server.start().toMillis();
            news.tell("The server answers again on the same data after " + millis + " ms");
        }
    }
}
