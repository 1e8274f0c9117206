package dev.antiphon.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Kinesis over AWS's own CBOR, as the SDK for Java 2 speaks it, and over JSON. */
final class KinesisCborTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

    @Test
    void kinesis_speaks_cbor_with_milliseconds() {
        PutRecordRequest put =
                PutRecordRequest.builder()
                        .streamName("s")
                        .partitionKey("p")
                        .data(SdkBytes.fromByteArray(new byte[] {0, -128, 127}))
                        .build();
        PutRecordResponse putAnswer =
                PutRecordResponse.builder().shardId("0").sequenceNumber("1").build();
        Loop puts = Loop.answering("kinesis", putAnswer);
        try (KinesisClient kinesis = puts.client(KinesisClient.builder())) {
            assertThat(kinesis.putRecord(put).equalsBySdkFields(putAnswer)).isTrue();
        }
        assertThat(puts.call().request()).isEqualTo(put);
        assertThat(puts.answer().headers())
                .contains(new HttpRequest.Header("Content-Type", "application/x-amz-cbor-1.1"));

        GetShardIteratorRequest asked =
                GetShardIteratorRequest.builder()
                        .streamName("s")
                        .shardId("0")
                        .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                        .timestamp(TIME)
                        .build();
        Loop iterators =
                Loop.answering(
                        "kinesis", GetShardIteratorResponse.builder().shardIterator("i").build());
        try (KinesisClient kinesis = iterators.client(KinesisClient.builder())) {
            kinesis.getShardIterator(asked);
        }
        assertThat(iterators.call().request()).isEqualTo(asked);

        GetRecordsResponse records =
                GetRecordsResponse.builder()
                        .millisBehindLatest(5L)
                        .records(
                                Record.builder()
                                        .approximateArrivalTimestamp(TIME)
                                        .data(SdkBytes.fromByteArray(new byte[1000]))
                                        .sequenceNumber("1")
                                        .build())
                        .build();
        Loop gets = Loop.answering("kinesis", records);
        try (KinesisClient kinesis = gets.client(KinesisClient.builder())) {
            assertThat(
                            kinesis.getRecords(
                                            GetRecordsRequest.builder().shardIterator("i").build())
                                    .equalsBySdkFields(records))
                    .isTrue();
        }
    }

    @Test
    void kinesis_speaks_json_too_and_fails_in_either() {
        Loop json = Loop.answering("kinesis", PutRecordResponse.builder().shardId("0").build());
        json.send(
                Requests.json(
                        "kinesis",
                        "Kinesis_20131202.PutRecord",
                        "{\"StreamName\":\"s\",\"PartitionKey\":\"p\",\"Data\":\"AAEC\"}"));
        assertThat(json.call().request())
                .isEqualTo(
                        PutRecordRequest.builder()
                                .streamName("s")
                                .partitionKey("p")
                                .data(SdkBytes.fromByteArray(new byte[] {0, 1, 2}))
                                .build());
        assertThat(json.body()).isEqualTo("{\"ShardId\":\"0\"}");

        Loop failing = Loop.failing("kinesis", "ResourceNotFoundException");
        try (KinesisClient kinesis = failing.client(KinesisClient.builder())) {
            assertThatThrownBy(() -> kinesis.listShards(l -> l.streamName("s")))
                    .isInstanceOf(
                            software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException
                                    .class)
                    .hasMessageContaining("there is none");
        }
    }
}
