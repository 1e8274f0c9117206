package dev.antiphon.demo;

import java.io.IOException;
import java.util.List;

/**
 * What the functions need on the machine that runs the server: Python with AWS's SDK, which is part
 * of AWS's own Python runtimes, and Node.js. Java is here.
 */
final class Interpreters {

    /** One of them, being asked whether it is there. */
    private record Question(List<String> command, String otherwise) {}

    private static final Question PYTHON =
            new Question(
                    List.of("python3", "-c", ""),
                    "Functions of the demo are written in Python: it needs python3 in the PATH");
    private static final Question SDK =
            new Question(
                    List.of("python3", "-c", "import boto3"),
                    "A function of the demo uses boto3, which python3 does not have here:"
                            + " python3 -m pip install boto3");
    private static final Question NODE =
            new Question(
                    List.of("node", "-e", ""),
                    "Functions of the demo are written in JavaScript: it needs node in the PATH");

    private Interpreters() {}

    /** Ends the demo with one clear line if one is missing. */
    static void check() throws InterruptedException {
        for (Question question : List.of(PYTHON, NODE, SDK)) {
            if (!answers(question.command())) {
                throw new DemoException(question.otherwise());
            }
        }
    }

    private static boolean answers(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
