package dev.antiphon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.HttpRequest.Header;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;

/** SQS's older protocol, as requests of old SDKs and of AWS's documentation have it. */
final class SqsQueryTest {
    private static final String URL = "http://localhost:4566/000000000000/orders";
    private static final Header SQS = Requests.signed("sqs");

    private static Loop answering(SdkPojo answer) {
        return new Loop(List.of("sqs"), _ -> answer);
    }

    private static Loop silent() {
        return answering(DeleteQueueResponse.builder().build());
    }

    private static SdkPojo decoded(String form) {
        Loop loop = silent();
        loop.send(Requests.form("/", form, SQS));
        return loop.call().request();
    }

    @Test
    void attributes_of_a_message_are_numbered_names_and_values() {
        assertThat(
                        decoded(
                                "Action=SendMessage&Version=2012-11-05&QueueUrl=q&MessageBody=a%20b%2Bc+d"
                                        + "&DelaySeconds=5&MessageAttribute.2.Name=n"
                                        + "&MessageAttribute.2.Value.DataType=Number"
                                        + "&MessageAttribute.2.Value.StringValue=1"
                                        + "&MessageAttribute.10.Name=b"
                                        + "&MessageAttribute.10.Value.DataType=Binary"
                                        + "&MessageAttribute.10.Value.BinaryValue=AAEC"))
                .isEqualTo(
                        SendMessageRequest.builder()
                                .queueUrl("q")
                                .messageBody("a b+c d")
                                .delaySeconds(5)
                                .messageAttributes(
                                        Map.of(
                                                "n",
                                                MessageAttributeValue.builder()
                                                        .dataType("Number")
                                                        .stringValue("1")
                                                        .build(),
                                                "b",
                                                MessageAttributeValue.builder()
                                                        .dataType("Binary")
                                                        .binaryValue(
                                                                SdkBytes.fromByteArray(
                                                                        new byte[] {0, 1, 2}))
                                                        .build()))
                                .build());
    }

    @Test
    void entries_of_a_batch_carry_the_name_of_their_shape() {
        assertThat(
                        decoded(
                                "Action=SendMessageBatch&QueueUrl=q"
                                        + "&SendMessageBatchRequestEntry.1.Id=x"
                                        + "&SendMessageBatchRequestEntry.1.MessageBody=a"
                                        + "&SendMessageBatchRequestEntry.2.Id=y"
                                        + "&SendMessageBatchRequestEntry.2.MessageBody=b"
                                        + "&SendMessageBatchRequestEntry.2.DelaySeconds=0"))
                .isEqualTo(
                        SendMessageBatchRequest.builder()
                                .queueUrl("q")
                                .entries(
                                        SendMessageBatchRequestEntry.builder()
                                                .id("x")
                                                .messageBody("a")
                                                .build(),
                                        SendMessageBatchRequestEntry.builder()
                                                .id("y")
                                                .messageBody("b")
                                                .delaySeconds(0)
                                                .build())
                                .build());
    }

    @Test
    void maps_of_a_queue_are_attributes_and_tags() {
        assertThat(
                        decoded(
                                "Action=CreateQueue&QueueName=q&Attribute.1.Name=DelaySeconds"
                                        + "&Attribute.1.Value=7&Tag.1.Key=k&Tag.1.Value=v"))
                .isEqualTo(
                        CreateQueueRequest.builder()
                                .queueName("q")
                                .attributesWithStrings(Map.of("DelaySeconds", "7"))
                                .tags(Map.of("k", "v"))
                                .build());
        assertThat(decoded("Action=TagQueue&QueueUrl=q&Tag.Key=k&Tag.Value=v"))
                .isEqualTo(TagQueueRequest.builder().queueUrl("q").tags(Map.of("k", "v")).build());
    }

    @Test
    @SuppressWarnings("deprecation") // AttributeNames of ReceiveMessage: old clients send it
    void names_of_attributes_are_numbered_or_alone() {
        assertThat(
                        decoded(
                                "Action=GetQueueAttributes&QueueUrl=q&AttributeName.1=All"
                                        + "&AttributeName.2=QueueArn"))
                .isEqualTo(
                        GetQueueAttributesRequest.builder()
                                .queueUrl("q")
                                .attributeNamesWithStrings("All", "QueueArn")
                                .build());
        assertThat(
                        decoded(
                                "Action=ReceiveMessage&QueueUrl=q&AttributeName=All"
                                        + "&MessageAttributeName.1=foo.*"
                                        + "&MessageSystemAttributeName.1=SenderId"
                                        + "&MaxNumberOfMessages=10"))
                .isEqualTo(
                        ReceiveMessageRequest.builder()
                                .queueUrl("q")
                                .attributeNamesWithStrings("All")
                                .messageAttributeNames("foo.*")
                                .messageSystemAttributeNamesWithStrings("SenderId")
                                .maxNumberOfMessages(10)
                                .build());
    }

    @ParameterizedTest
    @CsvSource({
        "/000000000000/orders, us-east-1",
        "/queue/eu-west-2/000000000000/orders, us-east-1",
    })
    void the_url_of_a_queue_says_which_one_is_meant(String path, String region) {
        Loop loop = silent();
        loop.send(Requests.get(path, "Action=DeleteQueue", SQS));
        assertThat(loop.call().request())
                .isEqualTo(
                        DeleteQueueRequest.builder()
                                .queueUrl("http://localhost:4566" + path)
                                .build());
        assertThat(loop.call().caller().region()).isEqualTo(region);
    }

    @Test
    void an_unsigned_request_to_the_url_of_a_queue_finds_sqs() {
        Loop loop = silent();
        loop.send(Requests.get("/queue/eu-west-2/000000000000/orders", "Action=DeleteQueue"));
        assertThat(loop.call().operation()).isEqualTo("DeleteQueue");
        assertThat(loop.call().caller().region()).isEqualTo("eu-west-2");
        assertThat(loop.call().caller().account()).isEqualTo("000000000000");
    }

    @Test
    void a_presigned_request_says_who_asks_and_where() {
        Loop loop = answering(ListQueuesResponse.builder().build());
        loop.send(
                Requests.get(
                        "/",
                        "Action=ListQueues&Version=2012-11-05&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                                + "&X-Amz-Credential=111122223333%2F20260101%2Fap-south-1%2Fsqs%2Faws4_request"));
        assertThat(loop.call().caller().account()).isEqualTo("111122223333");
        assertThat(loop.call().caller().region()).isEqualTo("ap-south-1");
    }

    private static String body(SdkPojo answer, String action) {
        Loop loop = answering(answer);
        loop.send(Requests.form("/", "Action=" + action + "&QueueUrl=q&QueueName=q&Entries=", SQS));
        return loop.body().replace(loop.call().caller().requestId(), "ID");
    }

    @Test
    void attributes_stand_side_by_side_in_an_answer() {
        GetQueueAttributesResponse answer =
                GetQueueAttributesResponse.builder()
                        .attributesWithStrings(
                                new TreeMap<>(
                                        Map.of(
                                                "QueueArn", "arn:aws:sqs:us-east-1:0:q",
                                                "RedrivePolicy", "{\"a\":\"<&>\"}")))
                        .build();
        assertThat(body(answer, "GetQueueAttributes"))
                .isEqualTo(
                        """
                        <?xml version="1.0"?>\
                        <GetQueueAttributesResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/">\
                        <GetQueueAttributesResult>\
                        <Attribute><Name>QueueArn</Name><Value>arn:aws:sqs:us-east-1:0:q</Value></Attribute>\
                        <Attribute><Name>RedrivePolicy</Name>\
                        <Value>{&quot;a&quot;:&quot;&lt;&amp;&gt;&quot;}</Value></Attribute>\
                        </GetQueueAttributesResult>\
                        <ResponseMetadata><RequestId>ID</RequestId></ResponseMetadata>\
                        </GetQueueAttributesResponse>\
                        """);
    }

    @Test
    void messages_carry_both_kinds_of_attributes() {
        ReceiveMessageResponse answer =
                ReceiveMessageResponse.builder()
                        .messages(
                                Message.builder()
                                        .messageId("m")
                                        .body("a\r\n")
                                        .attributesWithStrings(Map.of("SenderId", "s"))
                                        .messageAttributes(
                                                Map.of(
                                                        "k",
                                                        MessageAttributeValue.builder()
                                                                .dataType("Binary")
                                                                .binaryValue(
                                                                        SdkBytes.fromUtf8String(
                                                                                "xyz"))
                                                                .build()))
                                        .build(),
                                Message.builder().messageId("n").build())
                        .build();
        assertThat(body(answer, "ReceiveMessage"))
                .contains(
                        """
                        <ReceiveMessageResult><Message><MessageId>m</MessageId>\
                        <Body>a&#xD;
                        </Body><Attribute><Name>SenderId</Name><Value>s</Value></Attribute>\
                        <MessageAttribute><Name>k</Name><Value><BinaryValue>eHl6</BinaryValue>\
                        <DataType>Binary</DataType></Value></MessageAttribute></Message>\
                        <Message><MessageId>n</MessageId></Message></ReceiveMessageResult>\
                        """);
    }

    @Test
    void results_of_a_batch_carry_the_names_of_their_shapes() {
        SendMessageBatchResponse answer =
                SendMessageBatchResponse.builder()
                        .successful(
                                SendMessageBatchResultEntry.builder()
                                        .id("1")
                                        .messageId("m")
                                        .build())
                        .failed(
                                BatchResultErrorEntry.builder()
                                        .id("2")
                                        .senderFault(true)
                                        .code("C")
                                        .build())
                        .build();
        assertThat(body(answer, "SendMessageBatch"))
                .contains(
                        """
                        <SendMessageBatchResult><SendMessageBatchResultEntry><Id>1</Id>\
                        <MessageId>m</MessageId></SendMessageBatchResultEntry>\
                        <BatchResultErrorEntry><Id>2</Id><SenderFault>true</SenderFault>\
                        <Code>C</Code></BatchResultErrorEntry></SendMessageBatchResult>\
                        """);
    }

    @Test
    void tags_and_urls_have_their_own_names() {
        assertThat(
                        body(
                                ListQueueTagsResponse.builder().tags(Map.of("k", "v")).build(),
                                "ListQueueTags"))
                .contains("<ListQueueTagsResult><Tag><Key>k</Key><Value>v</Value></Tag><");
        assertThat(body(ListQueuesResponse.builder().queueUrls("a", "b").build(), "ListQueues"))
                .contains("<ListQueuesResult><QueueUrl>a</QueueUrl><QueueUrl>b</QueueUrl><");
    }

    @Test
    void an_operation_without_output_has_no_result() {
        assertThat(body(DeleteQueueResponse.builder().build(), "DeleteQueue"))
                .isEqualTo(
                        """
                        <?xml version="1.0"?>\
                        <DeleteQueueResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/">\
                        <ResponseMetadata><RequestId>ID</RequestId></ResponseMetadata>\
                        </DeleteQueueResponse>\
                        """);
    }

    @Test
    void an_error_has_the_older_code_and_text() {
        Loop loop =
                new Loop(
                        List.of("sqs"),
                        (WireCall _) -> {
                            throw AwsException.sender(
                                    "QueueDoesNotExist", "The specified queue does not exist.");
                        });
        loop.send(Requests.get("/000000000000/q", "Action=GetQueueAttributes", SQS));
        assertThat(loop.answer().status()).isEqualTo(400);
        assertThat(loop.body().replace(loop.call().caller().requestId(), "ID"))
                .isEqualTo(
                        """
                        <?xml version="1.0"?>\
                        <ErrorResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><Error>\
                        <Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code>\
                        <Message>The specified queue does not exist for this wsdl version.</Message>\
                        <Detail/></Error><RequestId>ID</RequestId></ErrorResponse>\
                        """);
    }

    @Test
    void answers_are_json_for_those_who_ask() {
        Loop loop = answering(GetQueueUrlResponse.builder().queueUrl(URL).build());
        loop.send(
                Requests.get(
                        "/000000000000/orders",
                        "Action=GetQueueUrl&QueueName=orders",
                        SQS,
                        new Header("accept", "application/json")));
        assertThat(loop.call().request())
                .isEqualTo(GetQueueUrlRequest.builder().queueName("orders").build());
        assertThat(loop.body().replace(loop.call().caller().requestId(), "ID"))
                .isEqualTo(
                        """
                        {"GetQueueUrlResponse":{"GetQueueUrlResult":\
                        {"QueueUrl":"http://localhost:4566/000000000000/orders"},\
                        "ResponseMetadata":{"RequestId":"ID"}}}\
                        """);
        loop.send(
                Requests.get(
                        "/000000000000/orders",
                        "Action=ListQueues",
                        SQS,
                        new Header("accept", "application/json")));
        assertThat(loop.answer().status()).isEqualTo(400);
        assertThat(loop.body())
                .startsWith(
                        """
                        {"Error":{"Code":"InvalidAction",\
                        "Message":"The action ListQueues is not valid for this endpoint.",\
                        "Type":"Sender"},"RequestId":\"\
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /000000000000/q | Action=CreateQueue&QueueName=x | 400 | <Code>InvalidAction</Code><Message>The action CreateQueue is not valid for this endpoint.</Message>
                    /               | Action=Nonsense                | 400 | <Code>InvalidAction</Code><Message>The action Nonsense is not valid for this endpoint.</Message>
                    /000000000000/q | Action=SendMessage             | 400 | <Code>MissingParameter</Code><Message>The request must contain the parameter MessageBody.</Message>
                    /000000000000/q | Action=SendMessage&MessageBody= | 400 | <Code>MissingParameter</Code><Message>The request must contain the parameter MessageBody.</Message>
                    /               | Action=CreateQueue             | 400 | <Code>MissingParameter</Code><Message>The request must contain the parameter QueueName.</Message>
                    /000000000000/q | Action=TagQueue                | 400 | <Code>MissingParameter</Code><Message>The request must contain the parameter Tag.</Message>
                    /000000000000/q | Action=SendMessage&MessageBody=x&DelaySeconds=soon | 400 | <Code>InvalidParameterValue</Code><Message>Value soon for parameter DelaySeconds is invalid.</Message>
                    /000000000000/q | Action=DeleteMessageBatch&DeleteMessageBatchRequestEntry.1.Id=a | 400 | The request must contain the parameter DeleteMessageBatchRequestEntry.1.ReceiptHandle.
                    /000000000000/q | Action=RemovePermission&Label=x | 501 | <Code>NotImplemented</Code><Message>The operation RemovePermission of the service sqs is not built into Antiphon yet.</Message>
                    /000000000000/q |                                | 404 | <UnknownOperationException/>
                    """)
    void what_sqs_does_not_take_is_answered_as_sqs_does(
            String path, String query, int status, String body) {
        Loop loop = silent();
        loop.send(Requests.get(path, query == null ? "" : query, SQS));
        assertThat(loop.answer().status()).isEqualTo(status);
        assertThat(loop.body()).contains(body);
        assertThat(loop.calls()).isEmpty();
    }
}
