package dev.antiphon.server;

import dev.antiphon.storage.StorageException;
import dev.antiphon.storage.rocksdb.NativeLibrary;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A short life of a server, for the JVM to watch: the launcher runs it once after a build and lets
 * the JVM write an AOT cache of the classes that were loaded and the profiles of the methods that
 * ran, from which every later start is faster.
 *
 * <p>The calls are those that a client makes first and most. They go over a plain socket, so that
 * no HTTP client ends up in the server's cache.
 */
public final class Training {
    private static final int ROUNDS = 400;
    private static final int ROUTED_ROUNDS = 100;

    private Training() {}

    /**
     * @param arguments a folder for the server's data, which is the caller's to remove, and one
     *     that this machine's native library is unpacked to, which is quicker than doing so at
     *     every start
     */
    public static void main(String[] arguments) throws IOException {
        Log.configure();
        NativeLibrary.unpack(Path.of(arguments[1]));
        Cli cli = new Cli(System.out, System.err, Training::run);
        System.exit(cli.run("start", "--port", "0", "--data-dir", arguments[0]));
    }

    private static int run(@Nullable Path file, Map<String, String> options) {
        Configuration configuration = Configuration.read(file, Map.of(), options);
        try {
            Server server = Server.start(configuration, () -> {});
            try (Client client = new Client(server.port())) {
                client.get("/_antiphon/health");
                client.get("/_antiphon/metrics");
                client.call("AmazonSQS.CreateQueue", "{'QueueName':'training'}");
                client.call("AmazonSQS.ListQueues", "{}");
                String queue = "{'QueueUrl':'http://127.0.0.1/000000000000/training'";
                client.call("AmazonSQS.GetQueueAttributes", queue + ",'AttributeNames':['All']}");
                client.form("sqs", "Action=GetQueueUrl&QueueName=training");
                for (int i = 0; i < ROUNDS; i++) {
                    client.call("AmazonSQS.SendMessage", queue + ",'MessageBody':'hello'}");
                    client.call(
                            "AmazonSQS.SendMessageBatch",
                            queue + ",'Entries':[{'Id':'a','MessageBody':'hello'}]}");
                    String messages =
                            client.call(
                                    "AmazonSQS.ReceiveMessage",
                                    queue + ",'MaxNumberOfMessages':1}");
                    client.call(
                            "AmazonSQS.DeleteMessage",
                            queue + ",'ReceiptHandle':'" + receiptHandle(messages) + "'}");
                }
                client.call("AmazonSQS.DeleteQueue", queue + "}");
                route(client);
            } finally {
                server.stop();
            }
            return Cli.OK;
        } catch (StorageException | IOException e) {
            System.err.println("antiphon: " + e.getMessage());
            return Cli.FAILED;
        }
    }

    /** An event's way over a bus to a FIFO queue, and a message's over a topic to a fair one. */
    private static void route(Client client) throws IOException {
        String arn = "arn:aws:sqs:us-east-1:000000000000:";
        client.call(
                "AmazonSQS.CreateQueue",
                "{'QueueName':'routed.fifo','Attributes':{'FifoQueue':'true',"
                        + "'ContentBasedDeduplication':'true'}}");
        client.call("AmazonSQS.CreateQueue", "{'QueueName':'routed'}");
        client.call("AWSEvents.CreateEventBus", "{'Name':'training'}");
        client.call(
                "AWSEvents.CreateArchive",
                "{'ArchiveName':'training','EventSourceArn':"
                        + "'arn:aws:events:us-east-1:000000000000:event-bus/training'}");
        client.call(
                "AWSEvents.PutRule",
                "{'Name':'training','EventBusName':'training',"
                        + "'EventPattern':'{\\'detail\\':{\\'to\\':[\\'a\\']}}'}");
        client.call(
                "AWSEvents.PutTargets",
                "{'Rule':'training','EventBusName':'training','Targets':[{'Id':'queue','Arn':'"
                        + arn
                        + "routed.fifo','InputPath':'$.detail',"
                        + "'SqsParameters':{'MessageGroupId':'a'}}]}");
        String topic = "&TopicArn=arn:aws:sns:us-east-1:000000000000:training";
        client.form("sns", "Action=CreateTopic&Name=training");
        client.form(
                "sns",
                "Action=Subscribe&Protocol=sqs&Endpoint="
                        + arn
                        + "routed"
                        + topic
                        + "&Attributes.entry.1.key=FilterPolicy"
                        + "&Attributes.entry.1.value=%7B%22to%22%3A%5B%22a%22%5D%7D");
        for (int i = 0; i < ROUTED_ROUNDS; i++) {
            client.call(
                    "AWSEvents.PutEvents",
                    "{'Entries':[{'EventBusName':'training','Source':'training',"
                            + "'DetailType':'Round','Detail':'{\\'to\\':\\'a\\',\\'round\\':"
                            + i
                            + "}'}]}");
            client.form(
                    "sns",
                    "Action=PublishBatch"
                            + topic
                            + "&PublishBatchRequestEntries.member.1.Id=a"
                            + "&PublishBatchRequestEntries.member.1.Message=hello"
                            + attribute("entry.1.Name=to")
                            + attribute("entry.1.Value.DataType=String")
                            + attribute("entry.1.Value.StringValue=a"));
            empty(client, "routed.fifo");
            empty(client, "routed");
        }
    }

    private static String attribute(String assignment) {
        return "&PublishBatchRequestEntries.member.1.MessageAttributes." + assignment;
    }

    private static void empty(Client client, String name) throws IOException {
        String queue = "{'QueueUrl':'http://127.0.0.1/000000000000/" + name + "'";
        String messages = client.call("AmazonSQS.ReceiveMessage", queue + ",'WaitTimeSeconds':10}");
        client.call(
                "AmazonSQS.DeleteMessage",
                queue + ",'ReceiptHandle':'" + receiptHandle(messages) + "'}");
    }

    private static String receiptHandle(String messages) {
        String key = "\"ReceiptHandle\":\"";
        int begin = messages.indexOf(key) + key.length();
        return messages.substring(begin, messages.indexOf('"', begin));
    }

    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        void get(String path) throws IOException {
            exchange("GET " + path, "sqs", "", "");
        }

        /**
         * Goes by its target, whatever service the signature is for.
         *
         * @param body JSON with single quotes
         */
        String call(String target, String body) throws IOException {
            return exchange(
                    "POST /",
                    "sqs",
                    "content-type: application/x-amz-json-1.1\r\nx-amz-target: " + target + "\r\n",
                    body.replace('\'', '"'));
        }

        void form(String service, String body) throws IOException {
            exchange(
                    "POST /", service, "content-type: application/x-www-form-urlencoded\r\n", body);
        }

        private String exchange(String start, String service, String headers, String body)
                throws IOException {
            String credential = "Credential=test/20260101/us-east-1/" + service + "/aws4_request";
            String head =
                    start
                            + " HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: AWS4-HMAC-SHA256 "
                            + credential
                            + ", SignedHeaders=host, Signature=none\r\n"
                            + headers
                            + "content-length: "
                            + body.length()
                            + "\r\n\r\n";
            out.write((head + body).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return answer(start);
        }

        private String answer(String start) throws IOException {
            String status = line();
            int length = 0;
            for (String line = line(); !line.isEmpty(); line = line()) {
                String[] header = line.toLowerCase(Locale.ROOT).split(":", 2);
                if (header[0].equals("content-length")) {
                    length = Integer.parseInt(header[1].strip());
                }
            }
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException(start + " was answered with " + status + " " + body);
            }
            return body;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("the server closed the connection");
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
