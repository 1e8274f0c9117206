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
                    new Setting(
                            "data-dir",
                            "DIR",
                            "Folder that holds the data. One server at a time may use it."),
                    new Setting("in-memory", "", "Keep nothing: data ends with the process."),
                    new Setting(
                            "auth",
                            "none|required",
                            "Whether every request must be signed by one of the credentials."),
                    new Setting(
                            "credentials",
                            "LIST",
                            "Keys for \"auth: required\": a list of access-key-id,"
                                    + " secret-access-key and account."),
                    new Setting(
                            "allow-unauthenticated-network-access",
                            "",
                            "Listen beyond loopback without \"auth: required\": whoever reaches"
                                    + " the port may then read and change everything."),
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
                            "Bytes of one partition that may wait for the disk before it takes no"
                                    + " more calls."),
                    new Setting(
                            "calls-per-batch",
                            "N",
                            "Calls that a partition runs before it hands on what they changed."));

    /** Secrets on a command line can be read by every user of the machine. */
    boolean onCommandLine() {
        return !name.equals("credentials");
    }
}
