package dev.antiphon.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.antiphon.api.AwsException;
import dev.antiphon.testkit.TestNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    f                                                  |         | 000000000000 | f |
                    f                                                  | $LATEST | 000000000000 | f | $LATEST
                    f:3                                                |         | 000000000000 | f | 3
                    f:live                                             | live    | 000000000000 | f | live
                    function:f                                         |         | 000000000000 | f |
                    111122223333:function:f                            |         | 111122223333 | f |
                    111122223333:f:live                                |         | 111122223333 | f | live
                    arn:aws:lambda:us-east-1:111122223333:function:f   |         | 111122223333 | f |
                    arn:aws:lambda:us-east-1:111122223333:function:f:3 |         | 111122223333 | f | 3
                    arn:aws:lambda:us-east-1:111122223333:function:f:3 | 3       | 111122223333 | f | 3
                    """)
    void a_function_is_named_by_a_name_or_by_any_part_of_its_arn(
            String text,
            @Nullable String beside,
            String account,
            String name,
            @Nullable String qualifier) {
        assertThat(FunctionName.parse(text, beside, TestNode.CALLER))
                .isEqualTo(new FunctionName(account, "us-east-1", name, qualifier));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    f:1                                              | 2       | InvalidParameterValueException | The derived qualifier from the function name does not match the specified qualifier.
                    f:$LATEST                                        | 1       | InvalidParameterValueException | The derived qualifier from the function name does not match the specified qualifier.
                    arn:aws:lambda:us-east-1:000000000000:function:f:a | b     | InvalidParameterValueException | The derived qualifier from the function name does not match the specified qualifier.
                    arn:aws:lambda:eu-west-1:000000000000:function:f |         | ResourceNotFoundException      | Functions from 'eu-west-1' are not reachable in this region ('us-east-1')
                    """)
    void names_that_contradict_themselves_or_lead_elsewhere_are_refused(
            String text, @Nullable String beside, String code, String message) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> FunctionName.parse(text, beside, TestNode.CALLER))
                .returns(code, AwsException::code)
                .returns(message, AwsException::text);
    }
}
