package dev.antiphon.apigateway.definition;

import dev.antiphon.engine.Tx;

/** Ids as API Gateway gives them out: small letters and digits, a letter first. */
final class Identifiers {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = LETTERS + "0123456789";

    private Identifiers() {}

    static String ofApi(Tx tx) {
        String id = random(tx, 10);
        // Across accounts, which share no partition: the catalog knows all but those of the moment.
        while (tx.catalog(ApiTables.APIS).get(id) != null || tx.has(ApiTables.APIS, id)) {
            id = random(tx, 10);
        }
        return id;
    }

    static String random(Tx tx, int length) {
        long bits = tx.ids().random();
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            String from = i == 0 ? LETTERS : DIGITS;
            id.append(from.charAt((int) Long.remainderUnsigned(bits, from.length())));
            bits = Long.divideUnsigned(bits, from.length());
        }
        return id.toString();
    }
}
