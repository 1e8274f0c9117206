package dev.antiphon.lambda.function;

import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Tx;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Something of this service that has tags. */
public interface Tagged {
    /**
     * What it is routed by.
     *
     * @param arn of it
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    default String entity(Catalogs catalogs, String arn) {
        return arn;
    }

    /**
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    Map<String, String> tags(Catalogs catalogs, String arn);

    /**
     * @param change to its tags
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    void change(Tx tx, String arn, UnaryOperator<Map<String, String>> change);
}
