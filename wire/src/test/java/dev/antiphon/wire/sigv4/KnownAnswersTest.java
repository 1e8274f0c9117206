package dev.antiphon.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.wire.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and signatures that AWS has published. */
class KnownAnswersTest {
    private static final Credentials IAM_EXAMPLE =
            new Credentials(
                    "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "123456789012");
    private static final Credentials S3_EXAMPLE =
            new Credentials(
                    "AKIAIOSFODNN7EXAMPLE",
                    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                    "123456789012");

    private static SignatureVerifier at(String instant) {
        return new SignatureVerifier(
                Keyring.of(List.of(IAM_EXAMPLE, S3_EXAMPLE)),
                InstantSource.fixed(Instant.parse(instant)));
    }

    @Test
    void the_example_of_the_general_reference() {
        HttpRequest request =
                Requests.parse(
                        """
                        GET /?Action=ListUsers&Version=2010-05-08 HTTP/1.1
                        Host: iam.amazonaws.com
                        Content-Type: application/x-www-form-urlencoded; charset=utf-8
                        X-Amz-Date: 20150830T123600Z
                        Authorization: AWS4-HMAC-SHA256 \
                        Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, \
                        SignedHeaders=content-type;host;x-amz-date, \
                        Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7
                        """);
        SignatureVerifier.Verified verified = at("2015-08-30T12:36:00Z").verify(request, "iam");
        assertThat(verified.credentials()).isEqualTo(IAM_EXAMPLE);
        assertThat(verified.region()).isEqualTo("us-east-1");
        assertThat(verified.request()).isSameAs(request);
    }

    /** From AWS's Signature Version 4 test suite; a backslash stands for the end of a line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET / HTTP/1.1 | host;x-amz-date | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
                    GET // HTTP/1.1 | host;x-amz-date | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
                    GET /./ HTTP/1.1 | host;x-amz-date | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
                    GET /example/.. HTTP/1.1 | host;x-amz-date | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
                    GET /?Param1=value1&Param2=value2 HTTP/1.1 | host;x-amz-date | b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
                    GET /?Param2=value2&Param1=value1 HTTP/1.1 | host;x-amz-date | b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
                    GET /-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz HTTP/1.1 | host;x-amz-date | 07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f
                    GET /ሴ HTTP/1.1 | host;x-amz-date | 8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85
                    GET /example space/ HTTP/1.1 | host;x-amz-date | 652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741
                    GET / HTTP/1.1\\My-Header1: value1\\My-Header2: "a   b   c" | host;my-header1;my-header2;x-amz-date | acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736
                    GET / HTTP/1.1\\My-Header1: value2\\My-Header1: value2\\My-Header1: value1 | host;my-header1;x-amz-date | c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea
                    GET / HTTP/1.1\\My-Header1: value4\\My-Header1: value1\\My-Header1: value3\\My-Header1: value2 | host;my-header1;x-amz-date | 08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01
                    POST / HTTP/1.1 | host;x-amz-date | 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
                    POST / HTTP/1.1\\My-Header1: value1 | host;my-header1;x-amz-date | c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c
                    POST / HTTP/1.1\\Content-Type: application/x-www-form-urlencoded\\\\Param1=value1 | content-type;host;x-amz-date | ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a
                    """)
    void the_test_suite(String text, String signedHeaders, String signature) {
        HttpRequest request = Requests.parse(text.replace('\\', '\n'));
        request = Requests.withHeader(request, "host", "example.amazonaws.com");
        request = Requests.withHeader(request, "x-amz-date", "20150830T123600Z");
        request =
                Requests.withHeader(
                        request,
                        "authorization",
                        "AWS4-HMAC-SHA256"
                                + " Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                                + " SignedHeaders="
                                + signedHeaders
                                + ", Signature="
                                + signature);
        assertThat(at("2015-08-30T12:36:00Z").verify(request, "service").credentials())
                .isEqualTo(IAM_EXAMPLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                GET /test.txt HTTP/1.1
                Host: examplebucket.s3.amazonaws.com
                Range: bytes=0-9
                x-amz-content-sha256: \
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                x-amz-date: 20130524T000000Z
                Authorization: AWS4-HMAC-SHA256 \
                Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
                SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,\
                Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41
                """,
                """
                PUT /test$file.text HTTP/1.1
                Host: examplebucket.s3.amazonaws.com
                Date: Fri, 24 May 2013 00:00:00 GMT
                x-amz-date: 20130524T000000Z
                x-amz-storage-class: REDUCED_REDUNDANCY
                x-amz-content-sha256: \
                44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072
                Authorization: AWS4-HMAC-SHA256 \
                Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
                SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,\
                Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd

                Welcome to Amazon S3.\
                """,
                """
                GET /?lifecycle HTTP/1.1
                Host: examplebucket.s3.amazonaws.com
                x-amz-date: 20130524T000000Z
                x-amz-content-sha256: \
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                Authorization: AWS4-HMAC-SHA256 \
                Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
                SignedHeaders=host;x-amz-content-sha256;x-amz-date,\
                Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543
                """,
                """
                GET /?max-keys=2&prefix=J HTTP/1.1
                Host: examplebucket.s3.amazonaws.com
                x-amz-date: 20130524T000000Z
                x-amz-content-sha256: \
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                Authorization: AWS4-HMAC-SHA256 \
                Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
                SignedHeaders=host;x-amz-content-sha256;x-amz-date,\
                Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7
                """,
                """
                GET /test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256\
                &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request\
                &X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host\
                &X-Amz-Signature=\
                aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404 HTTP/1.1
                Host: examplebucket.s3.amazonaws.com
                """
            })
    void the_examples_of_s3(String text) {
        assertThat(at("2013-05-24T00:00:00Z").verify(Requests.parse(text), "s3").credentials())
                .isEqualTo(S3_EXAMPLE);
    }

    @Test
    void the_example_of_a_chunked_upload() throws Exception {
        HttpRequest head =
                Requests.parse(
                        """
                        PUT /examplebucket/chunkObject.txt HTTP/1.1
                        Host: s3.amazonaws.com
                        x-amz-date: 20130524T000000Z
                        x-amz-storage-class: REDUCED_REDUNDANCY
                        Authorization: AWS4-HMAC-SHA256 \
                        Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
                        SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;\
                        x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,\
                        Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9
                        x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD
                        Content-Encoding: aws-chunked
                        x-amz-decoded-content-length: 66560
                        Content-Length: 66824
                        """);
        byte[] body =
                chunked(
                        "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
                        "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
                        "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
                        "\r\n");
        assertThat(body).hasSize(66824);
        HttpRequest request = Requests.withBody(head, body);
        HttpRequest decoded = at("2013-05-24T00:00:00Z").verify(request, "s3").request();
        assertThat(new String(decoded.body(), StandardCharsets.UTF_8)).isEqualTo("a".repeat(66560));
        assertThat(decoded.sent()).isSameAs(body);
    }

    @Test
    void the_example_of_a_chunked_upload_with_a_trailer() throws Exception {
        HttpRequest head =
                Requests.parse(
                        """
                        PUT /examplebucket/chunkObject.txt HTTP/1.1
                        Host: s3.amazonaws.com
                        x-amz-date: 20130524T000000Z
                        x-amz-storage-class: REDUCED_REDUNDANCY
                        Authorization: AWS4-HMAC-SHA256 \
                        Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
                        SignedHeaders=content-encoding;host;x-amz-content-sha256;x-amz-date;\
                        x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer,\
                        Signature=106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e
                        x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER
                        Content-Encoding: aws-chunked
                        x-amz-decoded-content-length: 66560
                        x-amz-trailer: x-amz-checksum-crc32c
                        """);
        byte[] body =
                chunked(
                        "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
                        "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
                        "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
                        "x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:"
                                + "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435"
                                + "\r\n\r\n");
        HttpRequest request = Requests.withBody(head, body);
        assertThat(at("2013-05-24T00:00:00Z").verify(request, "s3").request().body())
                .hasSize(66560);
    }

    /** 64 KiB, 1 KiB and nothing, all of it the letter a. */
    private static byte[] chunked(String first, String second, String last, String end)
            throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(ascii("10000;chunk-signature=" + first + "\r\n"));
        body.write(ascii("a".repeat(65536) + "\r\n"));
        body.write(ascii("400;chunk-signature=" + second + "\r\n"));
        body.write(ascii("a".repeat(1024) + "\r\n"));
        body.write(ascii("0;chunk-signature=" + last + "\r\n" + end));
        return body.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
