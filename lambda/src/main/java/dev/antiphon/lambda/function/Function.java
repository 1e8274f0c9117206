package dev.antiphon.lambda.function;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A function: what all of its versions share.
 *
 * @param lastVersion the number of the version that was published last, also if it was deleted
 *     since; 0 for none
 * @param tags in the order of their keys
 * @param reserved how many invocations there may be at once, or null where it shares with others
 * @param allowsLoops whether it may be part of a loop of functions and queues
 * @param codeSigning the ARN of a code signing configuration, or null
 * @param secret with which the addresses of its code are signed
 */
record Function(
        FunctionKey key,
        long lastVersion,
        Map<String, String> tags,
        @Nullable Integer reserved,
        boolean allowsLoops,
        @Nullable String codeSigning,
        byte[] secret) {
    static final RowCodec<Function> CODEC = new Codec();

    Function {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    Function withLastVersion(long number) {
        return new Function(key, number, tags, reserved, allowsLoops, codeSigning, secret);
    }

    Function withTags(Map<String, String> changed) {
        return new Function(key, lastVersion, changed, reserved, allowsLoops, codeSigning, secret);
    }

    Function withReserved(@Nullable Integer changed) {
        return new Function(key, lastVersion, tags, changed, allowsLoops, codeSigning, secret);
    }

    Function allowingLoops(boolean allowed) {
        return new Function(key, lastVersion, tags, reserved, allowed, codeSigning, secret);
    }

    Function withCodeSigning(@Nullable String arn) {
        return new Function(key, lastVersion, tags, reserved, allowsLoops, arn, secret);
    }

    private static final class Codec implements RowCodec<Function> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Function function, RowWriter out) {
            LambdaTables.writeKey(function.key, out);
            out.varint(function.lastVersion);
            out.texts(function.tags);
            out.varint(function.reserved == null ? 0 : function.reserved + 1L);
            out.bool(function.allowsLoops).optionalText(function.codeSigning);
            out.bytes(function.secret);
        }

        @Override
        public Function read(int version, RowReader in) {
            FunctionKey key = LambdaTables.readKey(in);
            long lastVersion = in.varint();
            Map<String, String> tags = in.namedTexts();
            int reserved = (int) in.varint();
            return new Function(
                    key,
                    lastVersion,
                    tags,
                    reserved == 0 ? null : reserved - 1,
                    in.bool(),
                    in.optionalText(),
                    in.bytes());
        }
    }
}
