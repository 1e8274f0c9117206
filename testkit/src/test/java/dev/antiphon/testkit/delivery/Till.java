package dev.antiphon.testkit.delivery;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.Reply;
import dev.antiphon.delivery.ReplyTo;
import dev.antiphon.delivery.ServiceCall;
import dev.antiphon.delivery.ServiceCalls;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Query;
import dev.antiphon.service.Relay;
import dev.antiphon.service.Service;
import dev.antiphon.storage.Family;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A service whose tills take money and refuse what overdraws them, after having staged it; and
 * those who have it called and note each answer that they get.
 */
final class Till implements Service, ServiceCalls.Codec {
    static final String NAME = "till";

    private static final String ANSWERS = "till-answers";

    /** What is in a till. */
    static final Table<String, Long> TILLS =
            Table.of(210, "tills", Family.STATE, KeyCodec.TEXT, RowCodec.NUMBER);

    /** Every payment that was made, by till and id. */
    static final Table<String, Long> PAYMENTS =
            Table.of(211, "payments", Family.STATE, KeyCodec.TEXT, RowCodec.NUMBER);

    /** By id: 1 for a success, 2 for a refusal. */
    static final Table<String, Long> HEARD =
            Table.of(212, "heard", Family.STATE, KeyCodec.TEXT, RowCodec.NUMBER);

    /** A request or an answer: {@code till amount id}. */
    record Payment(String till, long amount, String id) implements SdkPojo {
        @Override
        public List<SdkField<?>> sdkFields() {
            return List.of();
        }

        @Override
        public boolean equalsBySdkFields(Object other) {
            return equals(other);
        }

        byte[] bytes() {
            return (till + " " + amount + " " + id).getBytes(StandardCharsets.UTF_8);
        }
    }

    static String arn(String till) {
        return "arn:aws:till:us-east-1:" + (till.startsWith("their") ? 2 : 1) + ":" + till;
    }

    static String asker(int number) {
        return "arn:aws:asker:us-east-1:1:" + number;
    }

    /** Takes money in, or out. */
    private static final class Pay implements Command<Payment, Payment> {
        @Override
        public String entity(Payment request, Caller caller) {
            if (request.till.isEmpty()) {
                throw AwsException.sender("NoTill", "Which till?");
            }
            return arn(request.till);
        }

        @Override
        public Outcome<Payment> handle(Tx tx, Payment request, Caller caller) {
            Long before = tx.get(TILLS, request.till);
            long after = (before == null ? 0 : before) + request.amount;
            String payment = request.till + " " + request.id;
            if (tx.has(PAYMENTS, payment)) {
                throw new IllegalStateException("the payment " + payment + " came twice");
            }
            tx.put(TILLS, request.till, after);
            tx.put(PAYMENTS, payment, request.amount);
            if (after < 0) {
                throw AwsException.sender("Overdrawn", 402, "There is not so much in it.");
            }
            return Outcome.reply(new Payment(request.till, after, caller.account()));
        }
    }

    /** Pays where there is something to pay, and asks somebody outside where there is not. */
    private static final class Settle implements Relay<Payment, Payment> {
        @Override
        public String entity(Payment request, Caller caller) {
            return arn(request.till);
        }

        @Override
        public @Nullable Command<Payment, Payment> inside(Payment request) {
            return request.amount == 0 ? null : new Pay();
        }

        @Override
        public Course<Payment, Payment> course(Catalogs catalogs, Payment request, Caller caller) {
            throw new IllegalStateException("nothing is begun outside from within a transaction");
        }
    }

    /** Waits for somebody, in vain. */
    private static final class Watch implements Command<Payment, Payment> {
        @Override
        public String entity(Payment request, Caller caller) {
            return arn(request.till);
        }

        @Override
        public Outcome<Payment> handle(Tx tx, Payment request, Caller caller) {
            tx.put(TILLS, request.till, -1L);
            return Outcome.waitFor("nobody", tx.arrivedAt().plus(Duration.ofSeconds(20)));
        }
    }

    private static final class Look implements Query<Payment, Payment> {
        @Override
        public Payment answer(Catalogs catalogs, Payment request, Caller caller) {
            return request;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(new Pay(), new Settle(), new Watch(), new Look());
    }

    @Override
    public void register(Registry registry) {
        registry.table(TILLS);
        registry.table(PAYMENTS);
        registry.table(HEARD);
        registry.receiver(
                Reply.kind(ANSWERS),
                (tx, asker, reply) -> {
                    String id = new String(reply.correlation(), StandardCharsets.UTF_8);
                    if (tx.has(HEARD, id)) {
                        throw new IllegalStateException("two answers to " + id);
                    }
                    tx.put(HEARD, id, reply.answer() instanceof Answer.Response ? 1L : 2L);
                    heard.put(id, reply.answer());
                });
    }

    /** The answers as they came: not undone by a crash, so for tests without one. */
    final Map<String, Answer> heard = new TreeMap<>();

    @Override
    public SdkPojo request(String service, String operation, byte[] input) {
        String[] parts = new String(input, StandardCharsets.UTF_8).split(" ", -1);
        if (parts.length != 3) {
            throw AwsException.sender("SerializationException", "not a payment");
        }
        return new Payment(parts[0], Long.parseLong(parts[1]), parts[2]);
    }

    @Override
    public byte[] answer(String service, String operation, SdkPojo response) {
        return ((Payment) response).bytes();
    }

    /** Stages a call. To be run on the asker's partition. */
    static void call(Tx tx, String operation, String asker, byte[] input, String id) {
        ServiceCalls.call(
                tx,
                new ServiceCall(NAME, operation, input, "1", "us-east-1", "request-" + id, null),
                new ReplyTo(ANSWERS, asker, id.getBytes(StandardCharsets.UTF_8)));
    }

    static Map<String, Long> rows(Tx tx, Table<String, Long> table) {
        Map<String, Long> all = new TreeMap<>();
        try (Scan<String, Long> rows = tx.scan(table, "", "~")) {
            while (rows.next()) {
                all.put(rows.key(), rows.value());
            }
        }
        return all;
    }

    static List<String> tills(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("till-" + i);
        }
        return names;
    }
}
