package dev.antiphon.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.wire.HttpRequest.Header;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Lambda over REST-JSON, for what Scheduler does not have: whole bodies, headers and statuses. */
final class LambdaRestJsonTest {
    @Test
    void an_invocation_carries_its_payload_as_the_body_and_the_rest_in_headers() {
        InvokeRequest asked =
                InvokeRequest.builder()
                        .functionName("f")
                        .qualifier("live")
                        .invocationType(InvocationType.REQUEST_RESPONSE)
                        .clientContext("e30=")
                        .payload(SdkBytes.fromUtf8String("{\"a\":1}"))
                        .build();
        InvokeResponse answer =
                InvokeResponse.builder()
                        .statusCode(202)
                        .functionError("Unhandled")
                        .executedVersion("7")
                        .payload(SdkBytes.fromUtf8String("{\"b\":2}"))
                        .build();
        Loop loop = Loop.answering("lambda", answer);
        try (LambdaClient lambda = loop.client(LambdaClient.builder())) {
            assertThat(lambda.invoke(asked).equalsBySdkFields(answer)).isTrue();
        }
        assertThat(loop.call().request()).isEqualTo(asked);
        assertThat(loop.answer().status()).isEqualTo(202);
        assertThat(loop.body()).isEqualTo("{\"b\":2}");
        assertThat(loop.answer().headers())
                .contains(new Header("X-Amz-Function-Error", "Unhandled"));
    }

    @Test
    void a_function_carries_its_code_in_the_body() {
        CreateFunctionRequest asked =
                CreateFunctionRequest.builder()
                        .functionName("f")
                        .role("arn:aws:iam::123456789012:role/r")
                        .runtime(Runtime.PYTHON3_13)
                        .handler("main.handler")
                        .code(c -> c.zipFile(SdkBytes.fromByteArray(new byte[100_000])))
                        .environment(e -> e.variables(Map.of("KEY", "v")))
                        .publish(true)
                        .build();
        CreateFunctionResponse answer =
                CreateFunctionResponse.builder().functionName("f").codeSize(1L).build();
        Loop loop = Loop.answering("lambda", answer);
        try (LambdaClient lambda = loop.client(LambdaClient.builder())) {
            assertThat(lambda.createFunction(asked).equalsBySdkFields(answer)).isTrue();
        }
        assertThat(loop.call().request()).isEqualTo(asked);
        assertThat(loop.answer().status()).isEqualTo(201);
    }

    @Test
    void an_answer_without_content_has_no_body() {
        Loop loop = Loop.answering("lambda", DeleteFunctionUrlConfigResponse.builder().build());
        try (LambdaClient lambda = loop.client(LambdaClient.builder())) {
            lambda.deleteFunctionUrlConfig(d -> d.functionName("f"));
        }
        assertThat(loop.answer().status()).isEqualTo(204);
        assertThat(loop.body()).isEmpty();
    }

    @Test
    void numbers_come_in_the_query_string() {
        ListFunctionsRequest asked = ListFunctionsRequest.builder().maxItems(5).build();
        Loop loop = Loop.answering("lambda", ListFunctionsResponse.builder().build());
        try (LambdaClient lambda = loop.client(LambdaClient.builder())) {
            lambda.listFunctions(asked);
        }
        assertThat(loop.call().request()).isEqualTo(asked);
        loop.send(
                Requests.get("/2015-03-31/functions", "MaxItems=many", Requests.signed("lambda")));
        assertThat(loop.answer().status()).isEqualTo(400);
        assertThat(loop.answer().headers())
                .contains(new Header("x-amzn-ErrorType", "SerializationException"));
    }

    @Test
    void an_error_says_its_type_in_a_header() {
        Loop loop = Loop.failing("lambda", "ResourceNotFoundException");
        try (LambdaClient lambda = loop.client(LambdaClient.builder())) {
            assertThatThrownBy(() -> lambda.getFunction(g -> g.functionName("f")))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
        assertThat(loop.answer().status()).isEqualTo(404);
    }
}
