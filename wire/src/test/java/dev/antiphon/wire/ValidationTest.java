package dev.antiphon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/** Constraints of the models, in AWS's words. */
final class ValidationTest {
    private final Loop loop =
            new Loop(
                    List.of("events", "kinesis", "lambda"),
                    _ -> PutRecordsResponse.builder().build());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreateStream      | {}                                            | 1 validation error detected: Value null at 'streamName' failed to satisfy constraint: Member must not be null
                    CreateStream      | {"StreamName":""}                             | 2 validation errors detected: Value '' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value '' at 'streamName' failed to satisfy constraint: Member must have length greater than or equal to 1
                    GetRecords        | {"ShardIterator":"i","Limit":10001}           | 1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000
                    GetRecords        | {"ShardIterator":"i","Limit":0}               | 1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1
                    PutRecords        | {"StreamName":"s","Records":[]}               | 1 validation error detected: Value '[]' at 'records' failed to satisfy constraint: Member must have length greater than or equal to 1
                    PutRecords        | {"StreamName":"s","Records":[{"Data":"AA==","PartitionKey":"p"},{"PartitionKey":""}]} | 2 validation errors detected: Value null at 'records.2.member.data' failed to satisfy constraint: Member must not be null; Value '' at 'records.2.member.partitionKey' failed to satisfy constraint: Member must have length greater than or equal to 1
                    AddTagsToStream   | {"StreamName":"s","Tags":{"":"v"}}            | 1 validation error detected: Value '{=v}' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must not be null]
                    AddTagsToStream   | {"StreamName":"s","Tags":{}}                  | 1 validation error detected: Value '{}' at 'tags' failed to satisfy constraint: Member must have length greater than or equal to 1
                    RemoveTagsFromStream | {"StreamName":"s","TagKeys":["a",""]}      | 1 validation error detected: Value '[a, ]' at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must not be null]
                    GetShardIterator  | {"StreamName":"s","ShardId":"0","ShardIteratorType":"NEWEST"} | 1 validation error detected: Value 'NEWEST' at 'shardIteratorType' failed to satisfy constraint: Member must satisfy enum value set: [AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER, TRIM_HORIZON, LATEST, AT_TIMESTAMP]
                    """)
    void an_input_that_breaks_a_rule_is_told_which(String operation, String body, String message) {
        loop.send(Requests.json("kinesis", "Kinesis_20131202." + operation, body));
        assertThat(loop.answer().status()).isEqualTo(400);
        assertThat(loop.body())
                .isEqualTo("{\"__type\":\"ValidationException\",\"message\":\"" + message + "\"}");
        assertThat(loop.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"SnapStart":{"ApplyOn":"invalidOption"}} | 1 validation error detected: Value 'invalidOption' at 'snapStart.applyOn' failed to satisfy constraint: Member must satisfy enum value set: [PublishedVersions, None]
                    {"Role":"r1"}                             | 1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:
                    """)
    void a_nested_member_is_told_by_its_path(String body, String message) {
        loop.send(
                Requests.of(
                        "PUT",
                        "/2015-03-31/functions/f/configuration",
                        "",
                        body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        Requests.signed("lambda")));
        assertThat(loop.body()).contains(message);
    }

    @Test
    void a_list_that_is_too_long_is_shown_whole() {
        String entry = "{\"Source\":\"s\",\"Detail\":\"{}\"}";
        loop.send(
                Requests.json(
                        "events",
                        "AWSEvents.PutEvents",
                        "{\"Entries\":[" + (entry + ",").repeat(10) + entry + "]}"));
        assertThat(loop.body())
                .contains(
                        "1 validation error detected: Value '[PutEventsRequestEntry(time=null,"
                                + " source=s, resources=null, detailType=null, detail={}, ",
                        "at 'entries' failed to satisfy constraint: Member must have length less"
                                + " than or equal to 10");
    }

    @Test
    void characters_are_counted_not_their_halves() {
        String name = "\ud83d\ude00".repeat(10);
        loop.send(
                Requests.json(
                        "kinesis",
                        "Kinesis_20131202.PutRecord",
                        "{\"StreamName\":\"s\",\"Data\":\"AA==\",\"PartitionKey\":\""
                                + name.repeat(25)
                                + "\"}"));
        assertThat(loop.answer().status()).isEqualTo(200);
        loop.send(
                Requests.json(
                        "kinesis",
                        "Kinesis_20131202.PutRecord",
                        "{\"StreamName\":\"s\",\"Data\":\"AA==\",\"PartitionKey\":\""
                                + name.repeat(26)
                                + "\"}"));
        assertThat(loop.body()).contains("Member must have length less than or equal to 256");
    }

    @Test
    void a_pattern_that_could_run_for_ever_does_not() {
        String arn = "arn:aws:kinesis:" + "a-".repeat(200_000);
        loop.send(
                Requests.json(
                        "kinesis",
                        "Kinesis_20131202.DescribeStream",
                        "{\"StreamARN\":\"" + arn + "\"}"));
        assertThat(loop.answer().status()).isEqualTo(400);
        assertThat(loop.body()).contains("Member must have length less than or equal to");
    }

    @Test
    void a_secret_is_not_shown() {
        String auth =
                "{'ApiKeyAuthParameters':{'ApiKeyName':'k','ApiKeyValue':'SECRET:'},"
                        + "'InvocationHttpParameters':{'HeaderParameters':["
                        + "{'Key':'h','Value':'SECRET\\u0001'}"
                        + ",{'Key':'h','Value':'SECRET'}".repeat(100)
                        + "]}}";
        String message = createConnection(auth);
        assertThat(message)
                .contains("Value at 'authParameters.apiKeyAuthParameters.apiKeyValue' failed")
                .contains("headerParameters.1.member.value' failed")
                .contains("length less than or equal to 100")
                .doesNotContain("SECRET");
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_pattern_that_takes_for_ever_is_not_matched() {
        String spaces = " ".repeat(10_000) + "ü";
        assertThat(
                        createConnection(
                                "{'InvocationHttpParameters':{'HeaderParameters':["
                                        + "{'Key':'h','Value':'"
                                        + spaces
                                        + "'}]}}"))
                .contains("regular expression pattern")
                .contains("less than or equal to 512");
    }

    private String createConnection(String auth) {
        loop.send(
                Requests.json(
                        "events",
                        "AWSEvents.CreateConnection",
                        ("{'Name':'c','AuthorizationType':'API_KEY','AuthParameters':" + auth + "}")
                                .replace('\'', '"')));
        assertThat(loop.answer().status()).isEqualTo(400);
        return loop.body();
    }
}
