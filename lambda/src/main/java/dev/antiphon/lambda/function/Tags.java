package dev.antiphon.lambda.function;

import dev.antiphon.api.Arn;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Tx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The tags of whatever has tags, by the kind in its ARN. */
final class Tags {
    private final Map<String, Tagged> kinds;

    Tags(Map<String, Tagged> others) {
        Map<String, Tagged> all = new LinkedHashMap<>(others);
        all.put("function", new Functions());
        all.put("code-signing-config", new CodeSignings());
        this.kinds = Map.copyOf(all);
    }

    String entity(Catalogs catalogs, String arn) {
        return kind(arn).entity(catalogs, arn);
    }

    Map<String, String> of(Catalogs catalogs, String arn) {
        return kind(arn).tags(catalogs, arn);
    }

    void change(Tx tx, String arn, UnaryOperator<Map<String, String>> change) {
        kind(arn).change(tx, arn, change);
    }

    private Tagged kind(String arn) {
        String resource = Arn.parse(arn).resource();
        Tagged kind = kinds.get(resource.substring(0, Math.max(0, resource.indexOf(':'))));
        if (kind == null) {
            throw LambdaErrors.invalid("The resource " + arn + " has no tags.");
        }
        return kind;
    }

    private static final class Functions implements Tagged {
        private static final int PARTS = 7;

        @Override
        public Map<String, String> tags(Catalogs catalogs, String arn) {
            return require(Reading.of(catalogs), arn).tags();
        }

        @Override
        public void change(Tx tx, String arn, UnaryOperator<Map<String, String>> change) {
            Function function = require(tx::get, arn);
            tx.put(
                    LambdaTables.FUNCTIONS,
                    function.key(),
                    function.withTags(change.apply(function.tags())));
        }

        private static Function require(Reading rows, String arn) {
            String[] parts = arn.split(":");
            if (parts.length > PARTS) {
                throw LambdaErrors.invalid(
                        "Tags on function aliases and versions are not supported. Please specify a"
                                + " function ARN.");
            }
            Function function =
                    rows.get(LambdaTables.FUNCTIONS, new FunctionKey(parts[4], parts[3], parts[6]));
            if (function == null) {
                throw LambdaErrors.functionNotFound(arn);
            }
            return function;
        }
    }

    private static final class CodeSignings implements Tagged {
        @Override
        public String entity(Catalogs catalogs, String arn) {
            return CodeSigning.owner(arn);
        }

        @Override
        public Map<String, String> tags(Catalogs catalogs, String arn) {
            return require(Reading.of(catalogs), arn).tags();
        }

        @Override
        public void change(Tx tx, String arn, UnaryOperator<Map<String, String>> change) {
            CodeSigning signing = require(tx::get, arn);
            tx.put(LambdaTables.CODE_SIGNING, arn, signing.withTags(change.apply(signing.tags())));
        }

        private static CodeSigning require(Reading rows, String arn) {
            CodeSigning signing = rows.get(LambdaTables.CODE_SIGNING, arn);
            if (signing == null) {
                throw CodeSigning.notFound(arn);
            }
            return signing;
        }
    }
}
