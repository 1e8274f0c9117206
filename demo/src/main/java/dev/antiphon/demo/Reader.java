package dev.antiphon.demo;

/** What a consumer does with a message. */
interface Reader {
    void read(Inbox.Delivery delivery) throws Json.Unreadable, InterruptedException;
}
