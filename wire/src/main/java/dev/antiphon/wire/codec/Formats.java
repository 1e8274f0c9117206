package dev.antiphon.wire.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** The formats of bodies that AWS's protocols use. All are stateless and shared. */
public final class Formats {
    /** Function code comes as one base64 string of up to 70 MB. */
    private static final int LONGEST_STRING = 100_000_000;

    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxStringLength(LONGEST_STRING).build();

    public static final JsonFactory JSON =
            JsonFactory.builder().streamReadConstraints(LIMITS).build();
    public static final CBORFactory CBOR =
            CBORFactory.builder()
                    .streamReadConstraints(LIMITS)
                    // Half a surrogate pair that came in JSON must not make an answer fail.
                    .enable(CBORGenerator.Feature.LENIENT_UTF_ENCODING)
                    .build();

    public static final JsonDecoder JSON_DECODER = new JsonDecoder(JSON, Format.UNIX_TIMESTAMP);
    public static final JsonEncoder JSON_ENCODER = new JsonEncoder(JSON, Format.UNIX_TIMESTAMP);

    /** The parameters and results of workflows' and schedules' calls. */
    public static final JsonDecoder PASCAL_DECODER = JsonDecoder.inPascalCase(JSON);

    public static final JsonEncoder PASCAL_ENCODER = JsonEncoder.inPascalCase(JSON);

    /** AWS's own CBOR counts milliseconds. */
    public static final JsonDecoder AWS_CBOR_DECODER =
            new JsonDecoder(CBOR, Format.UNIX_TIMESTAMP_MILLIS);

    public static final JsonEncoder AWS_CBOR_ENCODER =
            new JsonEncoder(CBOR, Format.UNIX_TIMESTAMP_MILLIS);

    /** Smithy's RPC v2 counts seconds. */
    public static final JsonDecoder RPC_CBOR_DECODER = new JsonDecoder(CBOR, Format.UNIX_TIMESTAMP);

    public static final JsonEncoder RPC_CBOR_ENCODER = new JsonEncoder(CBOR, Format.UNIX_TIMESTAMP);

    private Formats() {}
}
