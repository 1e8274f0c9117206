package dev.antiphon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.wire.HttpRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Whatever comes in, an answer of AWS's comes out: never an exception, never a failure of ours. */
final class BadInputTest {
    private final Loop loop =
            new Loop(
                    List.of("sqs", "sts", "events", "scheduler", "kinesis", "monitoring", "sns"),
                    _ -> SendMessageResponse.builder().messageId("m").build());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"QueueUrl":"q","MessageBody":"b","DelaySeconds":"3"}              | STRING_VALUE can not be converted to an Integer
                    {"QueueUrl":"q","MessageBody":"b","DelaySeconds":true}             | TRUE_VALUE can not be converted to an Integer
                    {"QueueUrl":"q","MessageBody":"b","DelaySeconds":1.5}              | DECIMAL_VALUE can not be converted to an Integer
                    {"QueueUrl":"q","MessageBody":"b","DelaySeconds":99999999999}      | NUMBER_VALUE can not be converted to an Integer
                    {"QueueUrl":"q","MessageBody":"b","DelaySeconds":9999999999999999999999} | NUMBER_VALUE can not be converted to an Integer
                    {"QueueUrl":"q","MessageBody":"b","DelaySeconds":1e400}            | DECIMAL_VALUE can not be converted to an Integer
                    {"QueueUrl":"q","MessageBody":"b","DelaySeconds":{}}               | Start of structure or map found where not expected.
                    {"QueueUrl":"q","MessageBody":"b","DelaySeconds":[]}               | Start of list found where not expected
                    {"QueueUrl":"q","MessageBody":5}                                   | NUMBER_VALUE can not be converted to a String
                    {"QueueUrl":"q","MessageBody":false}                               | FALSE_VALUE can not be converted to a String
                    {"QueueUrl":"q","MessageBody":"b","MessageAttributes":[]}          | Start of list found where not expected
                    {"QueueUrl":"q","MessageBody":"b","MessageAttributes":{"a":"b"}}   | Unexpected field type
                    {"QueueUrl":"q","MessageBody":"b","MessageAttributes":{"a":null}}  | Start of structure or map found where not expected.
                    {"QueueUrl":"q","MessageBody":"b","MessageAttributes":{"a":{"DataType":"Binary","BinaryValue":"****"}}} | The value is not base64: Illegal base64 character 2a
                    {"QueueUrl":"q","MessageBody":"b"                                  |
                    {"QueueUrl":"q","MessageBody":"b"} {}                              | There is something behind the end of the request.
                    []                                                                 | Start of list found where not expected
                    "text"                                                             | Unexpected field type
                    null                                                               | Unexpected field type
                    {                                                                  |
                    }                                                                  |
                    nonsense                                                           |
                    """)
    void json_that_does_not_fit_is_a_serialization_exception(String body, String message) {
        loop.send(Requests.json("sqs", "AmazonSQS.SendMessage", body));
        assertThat(loop.answer().status()).isEqualTo(400);
        assertThat(loop.body())
                .startsWith("{\"__type\":\"com.amazon.coral.service#SerializationException\"");
        if (message != null) {
            assertThat(loop.body()).contains("\"message\":\"" + message + "\"");
        }
        assertThat(loop.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"QueueUrl":"q","MessageBody":"b","Unknown":{"a":[1,{"b":null}]}}
                    {"MessageBody":"b","QueueUrl":"q","DelaySeconds":null,"MessageAttributes":null}
                    {"QueueUrl":"x","QueueUrl":"q","MessageBody":"b"}
                    {"QueueUrl":"q","MessageBody":"b","DelaySeconds":null} \s
                    """)
    void what_is_superfluous_is_passed_over(String body) {
        loop.send(Requests.json("sqs", "AmazonSQS.SendMessage", body));
        assertThat(loop.call().request())
                .isEqualTo(SendMessageRequest.builder().queueUrl("q").messageBody("b").build());
    }

    @Test
    void an_empty_body_is_an_empty_object() {
        loop.send(Requests.json("sqs", "AmazonSQS.SendMessage", ""));
        assertThat(loop.body())
                .contains(
                        "MissingRequiredParameterException",
                        "The request must contain the parameter QueueUrl.");
    }

    @Test
    void nesting_has_an_end() {
        String deep = "[".repeat(100_000);
        loop.send(
                Requests.json(
                        "sqs", "AmazonSQS.SendMessage", "{\"QueueUrl\":\"q\",\"Deep\":" + deep));
        assertThat(loop.answer().status()).isEqualTo(400);
        loop.send(
                Requests.form(
                        "/",
                        "Action=SendMessage&" + "a.".repeat(50_000) + "=b&MessageBody=b",
                        Requests.signed("sqs")));
        assertThat(loop.answer().status()).isEqualTo(400);
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        byte[] body = "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        body[31] = (byte) 0xff;
        loop.send(
                Requests.of(
                        "POST",
                        "/",
                        "",
                        body,
                        new Header("x-amz-target", "AmazonSQS.SendMessage")));
        assertThat(loop.body()).contains("SerializationException");
        loop.send(
                Requests.get("/", "Action=ListQueues&QueueNamePrefix=%ff", Requests.signed("sqs")));
        assertThat(loop.body()).contains("<Code>MalformedQueryString</Code>");
        assertThat(loop.calls()).isEmpty();
    }

    @Test
    void half_a_surrogate_comes_and_goes_without_a_failure() {
        Loop echo =
                new Loop(
                        List.of("sqs"),
                        call ->
                                SendMessageResponse.builder()
                                        .messageId(
                                                ((SendMessageRequest) call.request()).messageBody())
                                        .build());
        String half = "{\"QueueUrl\":\"q\",\"MessageBody\":\"a\\ud800b\"}";
        echo.send(Requests.json("sqs", "AmazonSQS.SendMessage", half));
        assertThat(echo.answer().status()).isEqualTo(200);
        assertThat(echo.body()).isEqualTo("{\"MessageId\":\"a\\uD800b\"}");
    }

    /** Requests that are right, to be broken at random. */
    private static final List<HttpRequest> RIGHT =
            List.of(
                    Requests.json(
                            "sqs",
                            "AmazonSQS.SendMessageBatch",
                            """
                            {"QueueUrl":"http://localhost:4566/0/q","Entries":[{"Id":"1",\
                            "MessageBody":"a\\u00e4","DelaySeconds":1,"MessageAttributes":\
                            {"a":{"DataType":"Binary","BinaryValue":"AAEC"}}}]}\
                            """),
                    Requests.form(
                            "/000000000000/q",
                            "Action=SendMessage&MessageBody=a%20b&MessageAttribute.1.Name=n"
                                    + "&MessageAttribute.1.Value.DataType=String&DelaySeconds=3"
                                    + "&MessageAttribute.1.Value.StringValue=%C3%A4",
                            Requests.signed("sqs")),
                    Requests.get(
                            "/000000000000/q",
                            "Action=GetQueueAttributes&AttributeName.1=All&X-Amz-Credential="
                                    + "a%2F20260101%2Fus-east-1%2Fsqs%2Faws4_request"),
                    Requests.json(
                            "events",
                            "AWSEvents.PutEvents",
                            "{\"Entries\":[{\"Time\":1767323045.678,\"Source\":\"s\"}]}"),
                    Requests.of(
                            "PUT",
                            "/schedules/a%20b",
                            "x=%41",
                            "{\"StartDate\":1,\"Target\":{\"RoleArn\":\"r\",\"Arn\":\"a\"}}"
                                    .getBytes(StandardCharsets.UTF_8),
                            Requests.signed("scheduler")),
                    Requests.of(
                            "POST",
                            "/service/GraniteServiceVersion20100801/operation/GetMetricStatistics",
                            "",
                            cbor(),
                            new Header("smithy-protocol", "rpc-v2-cbor")),
                    Requests.of(
                            "POST",
                            "/",
                            "",
                            cbor(),
                            new Header("content-type", "application/x-amz-cbor-1.1"),
                            new Header("x-amz-target", "Kinesis_20131202.GetShardIterator")));

    private static byte[] cbor() {
        // {"StartTime": 1(1.5e9), "Period": 60, "Timestamp": 1(123), "StreamName": h'0001'}
        return new byte[] {
            (byte) 0xa4,
            0x69,
            'S',
            't',
            'a',
            'r',
            't',
            'T',
            'i',
            'm',
            'e',
            (byte) 0xc1,
            (byte) 0xfb,
            0x41,
            (byte) 0xd6,
            0x5a,
            0x0b,
            (byte) 0xc0,
            0,
            0,
            0,
            0x66,
            'P',
            'e',
            'r',
            'i',
            'o',
            'd',
            0x18,
            0x3c,
            0x69,
            'T',
            'i',
            'm',
            'e',
            's',
            't',
            'a',
            'm',
            'p',
            (byte) 0xc1,
            0x18,
            0x7b,
            0x6a,
            'S',
            't',
            'r',
            'e',
            'a',
            'm',
            'N',
            'a',
            'm',
            'e',
            0x42,
            0,
            1
        };
    }

    @Test
    void broken_requests_are_answered_whatever_breaks() {
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            HttpRequest right = RIGHT.get(random.nextInt(RIGHT.size()));
            HttpRequest broken = broken(right, random);
            loop.send(broken);
            assertThat(loop.answer().status())
                    .as(() -> describe(broken))
                    .isIn(200, 400, 403, 404, 501);
            assertThat(loop.answer().headers().getFirst().value()).hasSize(36);
        }
    }

    private static String describe(HttpRequest request) {
        return request.method()
                + " "
                + request.path()
                + "?"
                + request.query()
                + " "
                + request.headers()
                + " "
                + Arrays.toString(request.body())
                + " "
                + new String(request.body(), StandardCharsets.UTF_8);
    }

    private static HttpRequest broken(HttpRequest right, Random random) {
        byte[] body = right.body();
        String query = right.query();
        String path = right.path();
        List<Header> headers = right.headers();
        int what = random.nextInt(10);
        if (what < 6 && body.length > 0) {
            body = broken(body, random);
        } else if (what < 8 && !query.isEmpty()) {
            query = text(broken(query.getBytes(StandardCharsets.ISO_8859_1), random));
        } else if (what == 8) {
            path = "/" + text(broken(path.getBytes(StandardCharsets.ISO_8859_1), random));
        } else {
            headers =
                    headers.stream()
                            .map(h ->
                                    new Header(
                                            h.name(),
                                            text(
                                                    broken(
                                                            h.value()
                                                                    .getBytes(
                                                                            StandardCharsets
                                                                                    .ISO_8859_1),
                                                            random))))
                            .toList();
        }
        return new HttpRequest(
                right.method(), path, query, headers, body, right.scheme(), right.remote());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** A few bytes changed, taken out, put in or cut off. */
    private static byte[] broken(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        for (int times = 1 + random.nextInt(3); times > 0 && changed.length > 0; times--) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(4)) {
                case 0 -> changed[at] = (byte) random.nextInt(256);
                case 1 ->
                        changed[at] = (byte) "{}[]\",:%&=.+-0129eE/?\\ ".charAt(random.nextInt(23));
                case 2 -> changed = Arrays.copyOf(changed, at);
                default -> {
                    byte[] longer = new byte[changed.length + 1];
                    System.arraycopy(changed, 0, longer, 0, at);
                    longer[at] = (byte) random.nextInt(256);
                    System.arraycopy(changed, at, longer, at + 1, changed.length - at);
                    changed = longer;
                }
            }
        }
        return changed;
    }
}
