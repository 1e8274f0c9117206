package dev.antiphon.demo;

import java.net.URI;

/** The server that the business runs on. */
sealed interface Server permits OwnServer, RunningServer {

    URI endpoint();

    /** How it is, in a few words. */
    String state();
}
