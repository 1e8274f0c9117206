package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.antiphon.api.AwsException;
import dev.antiphon.testkit.TestNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueUrlTest {
    @Test
    void a_queue_is_addressed_by_many_urls() {
        String table =
                """
                http://localhost:4566/000000000000/q                          | us-east-1
                http://10.0.0.7/000000000000/q                                | us-east-1
                https://example.com:443/000000000000/q                        | us-east-1
                http://localhost:4566/queue/eu-west-1/000000000000/q          | eu-west-1
                http://eu-west-1.queue.localhost:4566/000000000000/q          | eu-west-1
                http://queue.localhost:4566/000000000000/q                    | us-east-1
                https://sqs.ap-southeast-2.amazonaws.com/000000000000/q       | ap-southeast-2
                https://sqs.us-gov-west-1.amazonaws.com/000000000000/q        | us-gov-west-1
                http://sqs.us-east-2.localhost.localdomain:80/000000000000/q  | us-east-2
                http://sqs.example.com/000000000000/q                         | us-east-1
                """;
        for (List<String> row : Cases.of(table)) {
            assertThat(QueueUrl.parse(row.get(0), TestNode.CALLER))
                    .as(row.get(0))
                    .isEqualTo(new QueueArn("000000000000", row.get(1), "q"));
        }
    }

    @Test
    void what_addresses_no_queue_is_refused() {
        String urls =
                """
                q
                /000000000000/q
                000000000000/q
                http://localhost:4566
                http://localhost:4566/
                http://localhost:4566/q
                http://localhost:4566/000000000000/
                http://localhost:4566/0000/q
                http://localhost:4566/other/eu-west-1/000000000000/q
                http://localhost:4566/queue/a/b/000000000000/q
                """;
        for (List<String> row : Cases.of(urls)) {
            assertThatExceptionOfType(AwsException.class)
                    .as(row.get(0))
                    .isThrownBy(() -> QueueUrl.parse(row.get(0), TestNode.CALLER))
                    .withMessage("The address " + row.get(0) + " is not valid for this endpoint.")
                    .returns("InvalidAddress", AwsException::code);
        }
    }

    @Test
    void the_url_of_a_queue_has_the_host_that_the_caller_used() {
        QueueArn arn = new QueueArn("123456789012", "us-east-1", "q.fifo");
        String url = QueueUrl.of(arn, TestNode.CALLER);
        assertThat(url).isEqualTo("http://localhost:4566/123456789012/q.fifo");
        assertThat(QueueUrl.parse(url, TestNode.CALLER)).isEqualTo(arn);
    }

    @Test
    void an_arn_names_a_queue_if_it_is_one_of_sqs() {
        String table =
                """
                arn:aws:sqs:us-east-1:000000000000:q            | yes
                arn:aws:sqs:us-east-1:000000000000:q.fifo       | yes
                arn:aws-cn:sqs:cn-north-1:000000000000:q        | yes
                arn:aws-us-gov:sqs:us-gov-west-1:000000000000:q | yes
                arn:aws:sqs:cn-north-1:000000000000:q           | no
                arn:aws:sns:us-east-1:000000000000:q            | no
                arn:aws:sqs:us-east-1::q                        | no
                arn:aws:sqs::000000000000:q                     | no
                arn:aws:sqs:us-east-1:000000000000:q:x          | no
                arn:aws:sqs:us-east-1:000000000000              | no
                q                                               | no
                """;
        for (List<String> row : Cases.of(table)) {
            QueueArn arn = QueueArn.parse(row.get(0));
            if (row.get(1).equals("yes")) {
                assertThat(arn).isNotNull().hasToString(row.get(0));
            } else {
                assertThat(arn).as(row.get(0)).isNull();
            }
        }
    }
}
