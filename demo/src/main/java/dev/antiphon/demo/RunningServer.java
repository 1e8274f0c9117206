package dev.antiphon.demo;

import java.net.URI;

/** A server that someone else started and will stop; any that speaks AWS's APIs. */
record RunningServer(URI endpoint) implements Server {

    @Override
    public String state() {
        return "at " + endpoint;
    }
}
