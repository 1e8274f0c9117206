package dev.antiphon.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the services of a node have registered. */
public final class Registrations implements Registry {
    final Map<Integer, Table<?, ?>> tables = new LinkedHashMap<>();
    final List<ShardKey<?>> shards = new ArrayList<>();
    final Map<String, TimerHandler> timers = new LinkedHashMap<>();
    final Map<String, Receiver> receivers = new LinkedHashMap<>();

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
    public void receiver(String name, Receiver receiver) {
        if (receivers.putIfAbsent(name, receiver) != null) {
            throw new IllegalArgumentException("two receivers are called " + name);
        }
    }

    TimerHandler timer(String name) {
        TimerHandler handler = timers.get(name);
        if (handler == null) {
            throw new IllegalStateException("no timer handler is called " + name);
        }
        return handler;
    }

    Receiver receiver(String name) {
        Receiver receiver = receivers.get(name);
        if (receiver == null) {
            throw new IllegalStateException("no receiver is called " + name);
        }
        return receiver;
    }
}
