package dev.antiphon.server;

import java.util.List;

/**
 * A setting as the help and the README show it. Its type and its default stand in the record that
 * it belongs to.
 *
 * @param name in the file and, behind two dashes, on the command line
 * @param value what stands for the value in the help, or empty for a switch
 * @param text what it does, in a sentence
 */
record Setting(String name, String value, String text) {

    /** All settings, in the order of the help. */
    static final List<Setting> ALL =
            List.of(
                    new Setting("host", "ADDRESS", "Address to listen on."),
                    new Setting("port", "N", "Port to listen on; 0 takes one that is free."),
                    new Setting(
                            "data-dir",
                            "DIR",
                            "Folder that holds the data. One server at a time may use it."),
                    new Setting("in-memory", "", "Keep nothing: the data ends with the process."),
                    new Setting(
                            "tls-cert",
                            "FILE",
                            "Certificate in PEM, followed by its chain, to speak TLS with."),
                    new Setting("tls-key", "FILE", "Key of the certificate, in PEM."),
                    new Setting(
                            "auth",
                            "none|required",
                            "Whether every request must be signed by one of the credentials."),
                    new Setting(
                            "credentials",
                            "LIST",
                            "Keys for \"auth: required\": a list of access-key-id, secret-access-key and account."),
                    new Setting(
                            "allow-unauthenticated-network-access",
                            "",
                            "Listen beyond loopback without \"auth: required\": whoever reaches the port may read and change everything."),
                    new Setting("event-loops", "N", "Threads that read and write sockets."),
                    new Setting(
                            "limits-connections",
                            "N",
                            "Connections at most; further ones are closed at once."),
                    new Setting("limits-uri-bytes", "BYTES", "First line of a request at most."),
                    new Setting(
                            "limits-header-bytes", "BYTES", "All headers of a request at most."),
                    new Setting("limits-body-bytes", "BYTES", "Body of a request at most."),
                    new Setting(
                            "limits-code-bytes",
                            "BYTES",
                            "Body of a request with a function's code at most."),
                    new Setting(
                            "limits-receiving-bytes",
                            "BYTES",
                            "All bodies at most that have not arrived in full."),
                    new Setting(
                            "limits-unsent-bytes-per-connection",
                            "BYTES",
                            "Answers at most that one client leaves untaken before its next requests wait."),
                    new Setting(
                            "limits-unsent-bytes",
                            "BYTES",
                            "Answers at most that all clients together leave untaken."),
                    new Setting(
                            "timeouts-head",
                            "TIME",
                            "Time for a new connection to send its first request's head."),
                    new Setting("timeouts-body", "TIME", "Time for a body to arrive."),
                    new Setting("timeouts-answer", "TIME", "Time for a client to take an answer."),
                    new Setting(
                            "timeouts-idle",
                            "TIME",
                            "Time after which a connection without a request is closed."),
                    new Setting(
                            "timeouts-stop",
                            "TIME",
                            "Time for running requests to finish when the server stops."),
                    new Setting(
                            "partitions",
                            "N",
                            "Partitions of a new data folder; an existing one keeps its number."),
                    new Setting(
                            "mailbox-calls",
                            "N",
                            "Calls that may wait for one partition before callers are throttled."),
                    new Setting("mailbox-bytes", "BYTES", "What these calls may take in memory."),
                    new Setting(
                            "uncommitted-bytes",
                            "BYTES",
                            "Bytes of one partition that may wait for the disk before it takes no more calls."),
                    new Setting(
                            "calls-per-batch",
                            "N",
                            "Calls that a partition runs before it hands on what they changed."),
                    new Setting(
                            "trace-entries",
                            "N",
                            "Steps of events on their ways that are kept in memory for /_antiphon/events."),
                    new Setting(
                            "trace-bytes",
                            "BYTES",
                            "What these steps may hold on to, bodies of events above all; the oldest go first."),
                    new Setting("trace-time", "TIME", "For how long they are shown."),
                    new Setting(
                            "sns-sign-queue-messages",
                            "",
                            "Sign what topics send to queues too: about a millisecond for each message."),
                    new Setting(
                            "smtp-host",
                            "NAME",
                            "SMTP server that mails of topics leave by; without one they are kept for inspection."),
                    new Setting("smtp-port", "N", "Port of the SMTP server."),
                    new Setting(
                            "smtp-tls",
                            "none|starttls|always",
                            "How the connection to the SMTP server is encrypted."),
                    new Setting(
                            "smtp-user", "NAME", "User at the SMTP server, if it asks for one."),
                    new Setting("smtp-password", "TEXT", "Password of that user."),
                    new Setting("smtp-from", "ADDRESS", "Address that mails are from."),
                    new Setting(
                            "functions-hot-reload",
                            "true|false",
                            "Let functions run the files of a folder of this machine; by default only without \"auth: required\"."),
                    new Setting(
                            "functions-processes",
                            "N",
                            "Processes of functions at most, busy and idle."),
                    new Setting(
                            "functions-idle",
                            "TIME",
                            "For how long a process is kept without an invocation."),
                    new Setting(
                            "functions-wait",
                            "TIME",
                            "For how long an invocation waits for a process before it is throttled."),
                    new Setting(
                            "functions-isolation",
                            "auto|none|namespaces|bubblewrap",
                            "What keeps a function from the rest of the machine; auto takes the best that works."),
                    new Setting(
                            "functions-log-bytes", "BYTES", "What is kept of a function's log."),
                    new Setting(
                            "block-cache-bytes", "BYTES", "Memory for data read from table files."),
                    new Setting(
                            "memtable-bytes",
                            "BYTES",
                            "Data that is gathered in memory before a table file is written."),
                    new Setting(
                            "log-bytes",
                            "BYTES",
                            "Length of the log at most: what a start after a crash has to read again."),
                    new Setting("max-open-files", "N", "Table files that are kept open."),
                    new Setting(
                            "background-jobs", "N", "Threads that write and compact table files."));

    /** Secrets on a command line can be read by every user of the machine. */
    boolean onCommandLine() {
        return !name.equals("credentials") && !name.equals("smtp-password");
    }
}
