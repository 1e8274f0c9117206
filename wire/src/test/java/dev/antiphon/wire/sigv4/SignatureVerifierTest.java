package dev.antiphon.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.Authenticator;
import dev.antiphon.wire.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS's errors for what is wrong with a signature. */
class SignatureVerifierTest {
    private static final Instant SIGNED = Instant.parse("2015-08-30T12:36:00Z");
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request,"
                    + " SignedHeaders=content-type;host;x-amz-date,"
                    + " Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";
    private static final HttpRequest REQUEST =
            Requests.withHeader(
                    Requests.parse(
                            """
                            GET /?Action=ListUsers&Version=2010-05-08 HTTP/1.1
                            Host: iam.amazonaws.com
                            Content-Type: application/x-www-form-urlencoded; charset=utf-8
                            X-Amz-Date: 20150830T123600Z
                            """),
                    "authorization",
                    AUTHORIZATION);
    private static final String MISMATCH =
            "The request signature we calculated does not match the signature you provided. Check"
                    + " your AWS Secret Access Key and signing method. Consult the service"
                    + " documentation for details.";

    private Instant now = SIGNED;
    private final SignatureVerifier verifier =
            new SignatureVerifier(
                    Keyring.of(
                            List.of(
                                    new Credentials(
                                            "AKIDEXAMPLE",
                                            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                                            "123456789012"),
                                    new Credentials("AKIDOTHER", "other", "210987654321"))),
                    () -> now);

    @Test
    void the_signer_is_who_holds_the_key() {
        assertThat(verifier.authenticator().verify(REQUEST, "iam"))
                .isEqualTo(new Authenticator.Signer("123456789012", "us-east-1", "AKIDEXAMPLE"));
    }

    @Test
    void a_clock_may_be_off_by_a_quarter_of_an_hour() {
        for (Duration off : List.of(Duration.ofMinutes(15), Duration.ofMinutes(-15))) {
            now = SIGNED.plus(off);
            assertThat(verifier.verify(REQUEST, "iam").request()).isSameAs(REQUEST);
        }
        now = SIGNED.plus(Duration.ofMinutes(15)).plusSeconds(1);
        assertRefused(
                REQUEST,
                "SignatureDoesNotMatch",
                403,
                "Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z"
                        + " (20150830T125101Z - 15 min.)");
        now = SIGNED.minus(Duration.ofMinutes(15)).minusSeconds(1);
        assertRefused(
                REQUEST,
                "SignatureDoesNotMatch",
                403,
                "Signature not yet current: 20150830T123600Z is still later than"
                        + " 20150830T123559Z (20150830T122059Z + 15 min.)");
    }

    /** What is changed in the header, the code, the status, the text. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    AKIDEXAMPLE/    | AKIDUNKNOWN/   | InvalidClientTokenId  | 403 | The security token included in the request is invalid.
                    AKIDEXAMPLE/    | AKIDOTHER/     | SignatureDoesNotMatch | 403 | The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.
                    5d672d79        | 5d672d78       | SignatureDoesNotMatch | 403 | The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.
                    us-east-1       | eu-west-1      | SignatureDoesNotMatch | 403 | The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.
                    /iam/           | /sqs/          | SignatureDoesNotMatch | 403 | "Credential should be scoped to correct service: 'iam'. "
                    aws4_request    | aws4_reques    | SignatureDoesNotMatch | 403 | Credential should be scoped with a valid terminator: 'aws4_request', not 'aws4_reques'.
                    20150830        | 20150831       | SignatureDoesNotMatch | 403 | Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20150831' != '20150830', from '20150830T123600Z'.
                    content-type;host; | content-type; | SignatureDoesNotMatch | 403 | 'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.
                    /20150830/us-east-1/iam/aws4_request | /aws4_request | IncompleteSignature | 400 | Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'AKIDEXAMPLE/aws4_request'
                    """)
    void an_authorization_that_is_wrong(
            String part, String instead, String code, int status, String text) {
        HttpRequest request =
                Requests.changing(REQUEST, "authorization", value -> value.replace(part, instead));
        assertRefused(request, code, status, text);
    }

    @Test
    void an_authorization_that_lacks_something() {
        assertRefused(
                Requests.without(
                        Requests.withHeader(REQUEST, "authorization", "Bearer token"),
                        "x-amz-date"),
                "IncompleteSignature",
                400,
                "Authorization header requires 'Credential' parameter. Authorization header"
                        + " requires 'Signature' parameter. Authorization header requires"
                        + " 'SignedHeaders' parameter. Authorization header requires existence of"
                        + " either a 'X-Amz-Date' or a 'Date' header. Authorization=Bearer token");
        String noSignature = AUTHORIZATION.substring(0, AUTHORIZATION.indexOf(", Signature"));
        assertRefused(
                Requests.withHeader(REQUEST, "authorization", noSignature),
                "IncompleteSignature",
                400,
                "Authorization header requires 'Signature' parameter. Authorization="
                        + noSignature);
        String noEquals = AUTHORIZATION.replace("Signature=", "Signature");
        assertRefused(
                Requests.withHeader(REQUEST, "authorization", noEquals),
                "IncompleteSignature",
                400,
                "'Signature5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7' not a"
                        + " valid key=value pair (missing equal-sign) in Authorization header: '"
                        + noEquals
                        + "'.");
        assertRefused(
                Requests.withHeader(REQUEST, "x-amz-date", "2015-08-30T12:36:00Z"),
                "IncompleteSignature",
                400,
                "Date must be in ISO-8601 'basic format'. Got '2015-08-30T12:36:00Z'. See"
                        + " http://en.wikipedia.org/wiki/ISO_8601");
    }

    /** What makes the protocol, the code without a signature and with a wrong one. */
    @ParameterizedTest
    @CsvSource({
        "x-amz-target, DynamoDB_20120810.ListTables, dynamodb, 400",
        "x-amz-target, AmazonSQS.ListQueues, sqs, 403",
        "smithy-protocol, rpc-v2-cbor, monitoring, 400",
        "accept, application/json, lambda, 403"
    })
    void the_json_protocols_have_their_own_codes(
            String header, String value, String service, int status) {
        HttpRequest unsigned =
                Requests.withHeader(
                        Requests.parse("POST / HTTP/1.1\nHost: localhost\n"), header, value);
        assertThatThrownBy(() -> verifier.verify(unsigned, service))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo("MissingAuthenticationTokenException");
                            assertThat(e.status()).isEqualTo(status);
                        });
        for (String[] keyAndCode :
                new String[][] {
                    {"AKIDUNKNOWN", "UnrecognizedClientException"},
                    {"AKIDEXAMPLE", "InvalidSignatureException"}
                }) {
            HttpRequest signed =
                    Requests.withHeader(
                            Requests.withHeader(unsigned, "x-amz-date", "20150830T123600Z"),
                            "authorization",
                            AUTHORIZATION
                                    .replace("/iam/", "/" + service + "/")
                                    .replace("AKIDEXAMPLE", keyAndCode[0]));
            assertThatThrownBy(() -> verifier.verify(signed, service))
                    .isInstanceOfSatisfying(
                            AwsException.class,
                            e -> {
                                assertThat(e.code()).isEqualTo(keyAndCode[1]);
                                assertThat(e.status()).isEqualTo(status);
                            });
        }
    }

    @Test
    void a_request_without_a_signature() {
        assertRefused(
                Requests.without(REQUEST, "authorization"),
                "MissingAuthenticationToken",
                403,
                "Request is missing Authentication Token");
    }

    /** The query string, the text. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    X-Amz-Algorithm=AWS4-HMAC-SHA256 | AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters.
                    X-Amz-Algorithm=AWS4-HMAC-SHA1&X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-SignedHeaders=host&X-Amz-Date=c | Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA1'.
                    X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a/b/c/d/aws4_request&X-Amz-Signature=b&X-Amz-SignedHeaders=host&X-Amz-Date=c | Date must be in ISO-8601 'basic format'. Got 'c'. See http://en.wikipedia.org/wiki/ISO_8601
                    X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a/b/c/d/aws4_request&X-Amz-Signature=b&X-Amz-SignedHeaders=host&X-Amz-Date=20150830T123600Z&X-Amz-Expires=604801 | X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds
                    X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a/b/c/d/aws4_request&X-Amz-Signature=b&X-Amz-SignedHeaders=host&X-Amz-Date=20150830T123600Z&X-Amz-Expires=-1 | X-Amz-Expires must be non-negative
                    X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a/b/c/d/aws4_request&X-Amz-Signature=b&X-Amz-SignedHeaders=host&X-Amz-Date=20150830T123600Z&X-Amz-Expires=soon | X-Amz-Expires should be a number
                    """)
    void a_presigned_url_that_lacks_something(String query, String text) {
        assertRefused(
                Requests.withQuery(Requests.without(REQUEST, "authorization"), query),
                "IncompleteSignature",
                400,
                text);
    }

    @Test
    void a_body_that_is_not_what_its_header_says() {
        HttpRequest request =
                Requests.withHeader(
                        REQUEST, "x-amz-content-sha256", SigningKeys.sha256(new byte[1]));
        assertRefused(request, "SignatureDoesNotMatch", 403, MISMATCH);
    }

    @Test
    void a_header_may_not_be_signed_thousands_of_times() {
        HttpRequest request =
                Requests.changing(
                        REQUEST,
                        "authorization",
                        value -> value.replace("host;", "host;".repeat(10_000)));
        assertRefused(request, "SignatureDoesNotMatch", 403, "Too many headers are signed.");
    }

    @Test
    void secrets_do_not_get_into_texts() {
        assertThat(new Credentials("AKID", "very secret", "123456789012", "token"))
                .hasToString("Credentials[AKID, 123456789012]");
    }

    private void assertRefused(HttpRequest request, String code, int status, String text) {
        assertThatThrownBy(() -> verifier.verify(request, "iam"))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(code);
                            assertThat(e.status()).isEqualTo(status);
                            assertThat(e.text()).isEqualTo(text);
                        });
    }
}
