package dev.antiphon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.wire.HttpRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;

/** Which operation, region and account a request means, and what is said when it means none. */
final class RoutingTest {
    private final Loop loop =
            new Loop(
                    List.of("sqs", "sts", "events", "scheduler", "kinesis", "monitoring", "sns"),
                    _ -> ListQueuesResponse.builder().build());

    private static List<Header> headers(String text) {
        List<Header> headers = new ArrayList<>();
        for (String line : text == null ? new String[0] : text.split(";")) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            headers.add(name.equals("signed") ? Requests.signed(value) : new Header(name, value));
        }
        return headers;
    }

    private void send(String method, String uri, String headers, String body) {
        int mark = uri.indexOf('?');
        List<Header> all = headers(headers);
        if (all.stream().noneMatch(h -> h.name().equals("host"))) {
            all.add(new Header("host", "localhost:4566"));
        }
        loop.send(
                new HttpRequest(
                        method,
                        mark < 0 ? uri : uri.substring(0, mark),
                        mark < 0 ? "" : uri.substring(mark + 1),
                        all,
                        body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8),
                        "http",
                        "127.0.0.1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST   | /                                      | x-amz-target: AmazonSQS.ListQueues                             | {} | sqs ListQueues
                    POST   | /000000000000/q                        | x-amz-target: AmazonSQS.ListQueues; signed: sqs                | {} | sqs ListQueues
                    POST   | /                                      | x-amz-target: GraniteServiceVersion20100801.ListMetrics        | {} | monitoring ListMetrics
                    POST   | /service/GraniteServiceVersion20100801/operation/ListMetrics | smithy-protocol: rpc-v2-cbor     |    | monitoring ListMetrics
                    POST   | /                                      | signed: sns; content-type: application/x-www-form-urlencoded   | Action=ListTopics                    | sns ListTopics
                    POST   | /                                      | signed: sns                                                    | Action=ListTopics&Version=2010-03-31 | sns ListTopics
                    POST   | /                                      | content-type: application/x-www-form-urlencoded                | Action=ListTopics&Version=2010-03-31 | sns ListTopics
                    POST   | /                                      | content-type: application/x-www-form-urlencoded                | Action=ListTopics                    | sns ListTopics
                    POST   | /?Action=ListTopics                    | host: sns.eu-west-3.localhost:4566                             |    | sns ListTopics
                    GET    | /?Action=GetCallerIdentity             | host: sts.amazonaws.com                                        |    | sts GetCallerIdentity
                    GET    | /?Action=ListQueues                    | host: eu-west-1.queue.localhost:4566                           |    | sqs ListQueues
                    GET    | /?Action=ListQueues&Version=2011-10-01 | signed: sqs                                                    |    | sqs ListQueues
                    GET    | /schedules                             | signed: scheduler                                              |    | scheduler ListSchedules
                    GET    | /schedules/                            | signed: scheduler                                              |    | scheduler ListSchedules
                    GET    | /schedules                             | host: scheduler.us-west-2.amazonaws.com                        |    | scheduler ListSchedules
                    GET    | /schedules                             |                                                                |    | scheduler ListSchedules
                    GET    | /schedules/a%2Fb                       | signed: scheduler                                              |    | scheduler GetSchedule
                    DELETE | /schedule-groups/g?clientToken=t       | signed: scheduler                                              |    | scheduler DeleteScheduleGroup
                    """)
    void a_request_finds_its_operation(
            String method, String uri, String headers, String body, String operation) {
        send(method, uri, headers, body);
        if (loop.calls().isEmpty()) {
            // it was found and then refused for its input
            assertThat(loop.body()).doesNotContain("UnknownOperation", "InvalidAction");
            assertThat(operation).isEqualTo("scheduler GetSchedule");
        } else {
            assertThat(loop.call().service() + " " + loop.call().operation()).isEqualTo(operation);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    signed: lambda                                               | "100% sure"
                    signed: lambda                                               | {"a":"50%"}
                    signed: lambda                                               | "&Action=ListQueues&Version=2012-11-05&x="
                    signed: lambda                                               | Action=ListQueues&Version=2012-11-05
                    signed: lambda; content-type: application/x-www-form-urlencoded | "100% &Action=ListTopics"
                    content-type: application/x-www-form-urlencoded              | "100% &Action=ListTopics"
                    host: lambda.eu-west-3.localhost:4566                        | "100% &Action=ListTopics"
                    signed: lambda                                               | ÿ
                    """)
    void what_a_rest_service_is_sent_is_not_looked_into(String headers, String body) {
        Loop lambda =
                new Loop(List.of("sqs", "sns", "lambda"), _ -> InvokeResponse.builder().build());
        List<Header> all = new ArrayList<>(headers(headers));
        all.add(new Header("host", "localhost:4566"));
        byte[] payload = body.getBytes(StandardCharsets.ISO_8859_1);
        lambda.send(
                new HttpRequest(
                        "POST",
                        "/2015-03-31/functions/echo/invocations",
                        "",
                        all,
                        payload,
                        "http",
                        "127.0.0.1"));
        assertThat(lambda.call().operation()).isEqualTo("Invoke");
        assertThat(((InvokeRequest) lambda.call().request()).payload().asByteArray())
                .isEqualTo(payload);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    AWS4-HMAC-SHA256 Credential=AKIA/20260101/eu-west-1/sqs/aws4_request, SignedHeaders=h, Signature=s | eu-west-1 | 000000000000 | AKIA
                    AWS4-HMAC-SHA256 Credential=123456789012/20260101/us-gov-west-1/sqs/aws4_request,SignedHeaders=h   | us-gov-west-1 | 123456789012 | 123456789012
                    AWS4-HMAC-SHA256 Credential=a/b/20260101/eu-west-1/sqs/aws4_request                                | eu-west-1 | 000000000000 | a/b
                    AWS4-ECDSA-P256-SHA256 Credential=AKIA/20260101/sqs/aws4_request, SignedHeaders=h                  | us-east-1 | 000000000000 | AKIA
                    AWS4-HMAC-SHA256 Credential=                                                                       | us-east-1 | 000000000000 | anonymous
                    AWS4-HMAC-SHA256 Credential=////                                                                   | us-east-1 | 000000000000 | anonymous
                    AWS4-HMAC-SHA256 Credential=a/b/c                                                                  | us-east-1 | 000000000000 | anonymous
                    Bearer token                                                                                       | us-east-1 | 000000000000 | anonymous
                    """)
    void the_signature_says_region_and_account(
            String authorization, String region, String account, String accessKeyId) {
        send(
                "POST",
                "/",
                "x-amz-target: AmazonSQS.ListQueues; authorization: " + authorization,
                "{}");
        assertThat(loop.call().caller().region()).isEqualTo(region);
        assertThat(loop.call().caller().account()).isEqualTo(account);
        assertThat(loop.call().caller().accessKeyId()).isEqualTo(accessKeyId);
    }

    @Test
    void the_host_says_the_region_where_the_signature_does_not() {
        send(
                "POST",
                "/",
                "x-amz-target: AmazonSQS.ListQueues; host: sqs.ap-northeast-2.localhost:4566",
                "{}");
        assertThat(loop.call().caller().region()).isEqualTo("ap-northeast-2");
        assertThat(loop.call().caller().endpoint())
                .isEqualTo("http://sqs.ap-northeast-2.localhost:4566");
    }

    @Test
    void the_trace_of_the_caller_is_handed_on() {
        send(
                "POST",
                "/",
                "x-amz-target: AmazonSQS.ListQueues; x-amzn-trace-id: Root=1-5759e988-bd862e3fe1be46a994272793",
                "{}");
        assertThat(loop.call().caller().traceHeader())
                .isEqualTo("Root=1-5759e988-bd862e3fe1be46a994272793");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST | /                                     | x-amz-target: AmazonSQS.Fly; content-type: application/x-amz-json-1.0 | 400 | {"__type":"com.amazon.coral.service#UnknownOperationException"}
                    POST | /                                     | x-amz-target: Nobody.Fly; content-type: application/x-amz-json-1.1    | 400 | {"__type":"com.amazon.coral.service#UnknownOperationException"}
                    POST | /                                     | x-amz-target: Fly                                                     | 400 | {"__type":"com.amazon.coral.service#UnknownOperationException"}
                    POST | /                                     | x-amz-target: .                                                       | 400 | {"__type":"com.amazon.coral.service#UnknownOperationException"}
                    GET  | /nowhere                              | signed: scheduler                                                     | 404 | {"message":""}
                    GET  | /nowhere                              |                                                                       | 404 | <UnknownOperationException/>
                    GET  | /                                     |                                                                       | 404 | <UnknownOperationException/>
                    POST | /service/Nobody/operation/Fly         | smithy-protocol: rpc-v2-cbor                                          | 404 | UnknownOperationException
                    POST | /service/Nobody                       | smithy-protocol: rpc-v2-cbor                                          | 404 | UnknownOperationException
                    GET  | /?Action=Fly                          |                                                                       | 400 | <Code>InvalidAction</Code><Message>The action Fly is not valid for this endpoint.</Message>
                    GET  | /?Action=%zz                          |                                                                       | 404 | <Code>MalformedQueryString</Code>
                    """)
    void what_aws_does_not_have_is_refused_in_the_protocol_that_was_spoken(
            String method, String uri, String headers, int status, String body) {
        send(method, uri, headers, "");
        assertThat(loop.answer().status()).isEqualTo(status);
        assertThat(loop.body()).contains(body);
        assertThat(loop.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST | /                             | x-amz-target: AWSStepFunctions.StartExecution; content-type: application/x-amz-json-1.0 | {"__type":"NotImplemented","message":"The operation StartExecution of the service states is not built into Antiphon yet."}
                    POST | /                             | x-amz-target: DynamoDB_20120810.PutItem    | The operation PutItem of the service dynamodb is not built into Antiphon yet.
                    GET  | /2015-03-31/functions/f       | signed: lambda                             | The operation GetFunction of the service lambda is not built into Antiphon yet.
                    GET  | /v1/pipes/p                   | signed: pipes                              | The operation DescribePipe of the service pipes is not built into Antiphon yet.
                    POST | /?Action=CreateStack          | signed: cloudformation                     | <Message>The operation CreateStack of the service cloudformation is not built into Antiphon yet.</Message>
                    GET  | /?Action=ListUsers            |                                            | <Message>The operation ListUsers of the service iam is not built into Antiphon yet.</Message>
                    """)
    void what_aws_has_and_we_have_not_is_named(
            String method, String uri, String headers, String body) {
        send(method, uri, headers, "");
        assertThat(loop.answer().status()).isEqualTo(501);
        assertThat(loop.body()).contains(body);
        assertThat(loop.calls()).isEmpty();
    }
}
