package dev.antiphon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.wire.HttpRequest.Header;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.http.HttpResponseHandler;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.protocols.core.ExceptionMetadata;
import software.amazon.awssdk.protocols.core.OperationInfo;
import software.amazon.awssdk.protocols.json.JsonOperationMetadata;
import software.amazon.awssdk.protocols.rpcv2.SmithyRpcV2CborProtocolFactory;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * CloudWatch in the three protocols of its model. Its client of this version of the SDK does not
 * speak RPC v2 CBOR yet; the SDK's own marshaller for that protocol does, with the same classes.
 */
final class CloudWatchTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final PutMetricDataRequest PUT =
            PutMetricDataRequest.builder()
                    .namespace("n")
                    .metricData(
                            MetricDatum.builder()
                                    .metricName("m")
                                    .value(0.1)
                                    .values(1.0, 1e300)
                                    .timestamp(TIME)
                                    .dimensions(Dimension.builder().name("d").value("v").build())
                                    .build())
                    .build();
    private static final GetMetricStatisticsRequest GET =
            GetMetricStatisticsRequest.builder()
                    .namespace("n")
                    .metricName("m")
                    .startTime(TIME)
                    .endTime(TIME.plusSeconds(60))
                    .period(60)
                    .statistics(Statistic.SUM)
                    .build();
    private static final GetMetricStatisticsResponse GOT =
            GetMetricStatisticsResponse.builder()
                    .label("m")
                    .datapoints(Datapoint.builder().timestamp(TIME).sum(1.5).build())
                    .build();

    private final SmithyRpcV2CborProtocolFactory rpc =
            SmithyRpcV2CborProtocolFactory.builder()
                    .clientConfiguration(
                            SdkClientConfiguration.builder()
                                    .option(
                                            software.amazon.awssdk.core.client.config
                                                    .SdkClientOption.CLIENT_ENDPOINT_PROVIDER,
                                            software.amazon.awssdk.core.ClientEndpointProvider
                                                    .forEndpointOverride(
                                                            URI.create("http://localhost:4566")))
                                    .build())
                    .build();

    private HttpRequest marshalled(String operation, SdkPojo request) {
        SdkHttpFullRequest http =
                rpc.createProtocolMarshaller(
                                OperationInfo.builder()
                                        .requestUri(
                                                "/service/GraniteServiceVersion20100801/operation/"
                                                        + operation)
                                        .httpMethod(SdkHttpMethod.POST)
                                        .hasExplicitPayloadMember(false)
                                        .hasPayloadMembers(true)
                                        .hasImplicitPayloadMembers(true)
                                        .build())
                        .marshall(request);
        List<Header> headers = new ArrayList<>();
        http.forEachHeader((name, values) ->
                headers.add(new Header(name.toLowerCase(Locale.ROOT), values.getFirst())));
        headers.add(new Header("smithy-protocol", "rpc-v2-cbor"));
        try {
            byte[] body = http.contentStreamProvider().orElseThrow().newStream().readAllBytes();
            return Requests.of(
                    "POST", http.encodedPath(), "", body, headers.toArray(Header[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T unmarshalled(HttpResponseHandler<T> handler, HttpAnswer answer) {
        try {
            return handler.handle(Loop.full(answer), new ExecutionAttributes());
        } catch (Exception e) {
            throw new AssertionError("the SDK does not understand the answer", e);
        }
    }

    private SdkPojo answer(HttpAnswer answer, Supplier<SdkPojo> builder) {
        return unmarshalled(
                rpc.createResponseHandler(
                        JsonOperationMetadata.builder()
                                .hasStreamingSuccessResponse(false)
                                .isPayloadJson(true)
                                .build(),
                        builder),
                answer);
    }

    @Test
    void rpc_v2_cbor_carries_doubles_and_times() {
        Loop puts = Loop.answering("monitoring", PutMetricDataResponse.builder().build());
        HttpAnswer put = puts.send(marshalled("PutMetricData", PUT));
        assertThat(puts.call().request()).isEqualTo(PUT);
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.body()).isEmpty();
        assertThat(put.headers()).contains(new Header("smithy-protocol", "rpc-v2-cbor"));

        Loop gets = Loop.answering("monitoring", GOT);
        HttpAnswer got = gets.send(marshalled("GetMetricStatistics", GET));
        assertThat(gets.call().request()).isEqualTo(GET);
        assertThat(got.headers()).contains(new Header("Content-Type", "application/cbor"));
        SdkPojo received = answer(got, GetMetricStatisticsResponse::builder);
        assertThat(received.equalsBySdkFields(GOT)).isTrue();
    }

    @Test
    void rpc_v2_cbor_says_what_is_wrong() {
        Loop failing = Loop.failing("monitoring", "ResourceNotFoundException");
        HttpAnswer answer = failing.send(marshalled("GetMetricStatistics", GET));
        AwsServiceException error =
                unmarshalled(
                        rpc.createErrorResponseHandler(
                                JsonOperationMetadata.builder().build(),
                                code ->
                                        code.equals("ResourceNotFoundException")
                                                ? Optional.of(
                                                        ExceptionMetadata.builder()
                                                                .errorCode(code)
                                                                .httpStatusCode(404)
                                                                .exceptionBuilderSupplier(
                                                                        ResourceNotFoundException
                                                                                ::builder)
                                                                .build())
                                                : Optional.empty()),
                        answer);
        assertThat(error).isInstanceOf(ResourceNotFoundException.class);
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("there is none");
        assertThat(error.statusCode()).isEqualTo(404);

        HttpAnswer unknown =
                failing.send(marshalled("Nope", GetMetricStatisticsRequest.builder().build()));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(new String(unknown.body(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("UnknownOperationException");
    }

    @Test
    void the_client_of_this_version_is_served_as_well() {
        Loop puts = Loop.answering("monitoring", PutMetricDataResponse.builder().build());
        try (CloudWatchClient cloudWatch = puts.client(CloudWatchClient.builder())) {
            cloudWatch.putMetricData(PUT);
        }
        assertThat(puts.call().request()).isEqualTo(PUT);
        Loop gets = Loop.answering("monitoring", GOT);
        try (CloudWatchClient cloudWatch = gets.client(CloudWatchClient.builder())) {
            assertThat(cloudWatch.getMetricStatistics(GET).equalsBySdkFields(GOT)).isTrue();
        }
        assertThat(gets.call().request()).isEqualTo(GET);
    }
}
