package dev.antiphon.engine;

import dev.antiphon.engine.EngineTables.Parcel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the services of a node have registered. */
public final class Registrations implements Registry {
    /** Who receives a kind of parcel. */
    record Reception<P>(ParcelKind<P> kind, Receiver<P> receiver) {
        /** What has come from another partition. */
        void receive(Tx tx, Parcel parcel) {
            receiver.receive(tx, parcel.address(), kind.decode(parcel.address(), parcel.payload()));
        }

        /** What this partition sends to itself. */
        @SuppressWarnings("unchecked") // there is one kind of a name
        void receive(Tx tx, OperationTx.Posting<?> posting) {
            receiver.receive(tx, posting.address(), (P) posting.payload());
        }
    }

    final Map<Integer, Table<?, ?>> tables = new LinkedHashMap<>();
    final List<ShardKey<?>> shards = new ArrayList<>();
    final Map<String, TimerHandler> timers = new LinkedHashMap<>();
    final Map<String, Reception<?>> receivers = new LinkedHashMap<>();

    /** The engine's own tables are there from the start. */
    public Registrations() {
        table(EngineTables.IDS);
        table(EngineTables.TIMERS);
        table(EngineTables.OUTBOX);
        table(EngineTables.APPLIED);
        table(EngineTables.REFUSED);
        table(NodeRow.TABLE);
    }

    @Override
    public void table(Table<?, ?> table) {
        Table<?, ?> other = tables.putIfAbsent(table.id(), table);
        if (other != null) {
            throw new IllegalArgumentException("table " + table + " has the id of table " + other);
        }
    }

    @Override
    public <S extends Shard> void shard(ShardKey<S> key) {
        for (ShardKey<?> other : shards) {
            if (other.name().equals(key.name())) {
                throw new IllegalArgumentException("two shards are called " + key.name());
            }
        }
        shards.add(key);
    }

    @Override
    public void timer(String name, TimerHandler handler) {
        if (timers.putIfAbsent(name, handler) != null) {
            throw new IllegalArgumentException("two timer handlers are called " + name);
        }
    }

    @Override
    public <P> void receiver(ParcelKind<P> kind, Receiver<P> receiver) {
        if (receivers.putIfAbsent(kind.name(), new Reception<>(kind, receiver)) != null) {
            throw new IllegalArgumentException("two receivers are called " + kind.name());
        }
    }

    TimerHandler timer(String name) {
        TimerHandler handler = timers.get(name);
        if (handler == null) {
            throw new IllegalStateException("no timer handler is called " + name);
        }
        return handler;
    }

    Reception<?> receiver(String name) {
        Reception<?> reception = receivers.get(name);
        if (reception == null) {
            throw new IllegalStateException("no receiver is called " + name);
        }
        return reception;
    }
}
