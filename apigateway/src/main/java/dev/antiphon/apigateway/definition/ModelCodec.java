package dev.antiphon.apigateway.definition;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.service.ModelRow;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Rows that are a structure of AWS's model, by the names of its members. */
final class ModelCodec<V extends SdkPojo> implements RowCodec<V> {
    private final Supplier<? extends SdkBuilder<?, V>> builders;

    ModelCodec(Supplier<? extends SdkBuilder<?, V>> builders) {
        this.builders = builders;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(V value, RowWriter out) {
        ModelRow.write(value, out);
    }

    @Override
    public V read(int version, RowReader in) {
        SdkBuilder<?, V> builder = builders.get();
        ModelRow.read((SdkPojo) builder, in);
        return builder.build();
    }
}
