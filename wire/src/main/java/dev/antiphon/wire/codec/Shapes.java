package dev.antiphon.wire.codec;

import dev.antiphon.wire.codec.Type.Kind;
import dev.antiphon.wire.codec.Type.Mapping;
import dev.antiphon.wire.codec.Type.Scalar;
import dev.antiphon.wire.codec.Type.Sequence;
import dev.antiphon.wire.model.ServiceModel;
import dev.antiphon.wire.model.ShapeModel.ListModel;
import dev.antiphon.wire.model.ShapeModel.MapModel;
import dev.antiphon.wire.model.ShapeModel.MemberModel;
import dev.antiphon.wire.model.ShapeModel.StructureModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;

/**
 * The compiled classes of one service. What the SDK's fields say is joined with what the service's
 * table says by walking both from the same operation, for the names of shapes and those of classes
 * differ here and there.
 */
public final class Shapes {
    private final ServiceModel service;
    private final Map<Class<?>, Structure> compiled = new ConcurrentHashMap<>();

    public Shapes(ServiceModel service) {
        this.service = service;
    }

    /**
     * The compiled class.
     *
     * @param shape its name in the model
     */
    public Structure of(
            Class<?> type, @Nullable String shape, Supplier<SdkPojo> builder, SdkPojo sample) {
        Structure known = compiled.get(type);
        return known == null ? compile(type, shape, builder, sample) : known;
    }

    private synchronized Structure compile(
            Class<?> type, @Nullable String shape, Supplier<SdkPojo> builder, SdkPojo sample) {
        Map<Class<?>, Structure> fresh = new HashMap<>();
        Structure structure = structure(type, shape, builder, sample, fresh);
        compiled.putAll(fresh);
        return structure;
    }

    private Structure structure(
            Class<?> type,
            @Nullable String shape,
            Supplier<SdkPojo> builder,
            SdkPojo sample,
            Map<Class<?>, Structure> fresh) {
        Structure known = compiled.containsKey(type) ? compiled.get(type) : fresh.get(type);
        if (known != null) {
            return known;
        }
        Structure structure = new Structure(type.getSimpleName(), builder);
        fresh.put(type, structure);
        StructureModel model = service.structure(shape);
        List<Field> fields = new ArrayList<>();
        for (SdkField<?> sdk : sample.sdkFields()) {
            String name = name(sdk, model);
            MemberModel member = model.members().getOrDefault(name, MemberModel.UNTOLD);
            String query = member.query();
            fields.add(
                    new Field(
                            sdk,
                            name,
                            query == null ? sdk.locationName() : query,
                            model.required().contains(name),
                            sdk.containsTrait(PayloadTrait.class),
                            type(sdk, member, fresh)));
        }
        structure.define(fields);
        return structure;
    }

    /** The SDK gives a few members another name than the model; on the wire that stays. */
    private static String name(SdkField<?> sdk, StructureModel model) {
        String wire = sdk.locationName();
        return model.required().contains(wire) || model.members().containsKey(wire)
                ? wire
                : sdk.memberName();
    }

    private Type type(SdkField<?> sdk, MemberModel member, Map<Class<?>, Structure> fresh) {
        return switch (sdk.marshallingType().getKnownType()) {
            case SDK_POJO -> {
                Supplier<SdkPojo> builder = sdk.constructor();
                SdkPojo sample = Structure.build(builder.get());
                yield structure(sample.getClass(), member.shape(), builder, sample, fresh);
            }
            case LIST -> sequence(sdk, member, fresh);
            case MAP -> mapping(sdk, member, fresh);
            case STRING -> scalar(Kind.STRING, sdk, member);
            case BYTE -> scalar(Kind.BYTE, sdk, member);
            case SHORT -> scalar(Kind.SHORT, sdk, member);
            case INTEGER -> scalar(Kind.INTEGER, sdk, member);
            case LONG -> scalar(Kind.LONG, sdk, member);
            case FLOAT -> scalar(Kind.FLOAT, sdk, member);
            case DOUBLE -> scalar(Kind.DOUBLE, sdk, member);
            case BIG_DECIMAL -> scalar(Kind.DECIMAL, sdk, member);
            case BOOLEAN -> scalar(Kind.BOOLEAN, sdk, member);
            case INSTANT -> scalar(Kind.INSTANT, sdk, member);
            case SDK_BYTES -> scalar(Kind.BYTES, sdk, member);
            case NULL, DOCUMENT ->
                    throw new IllegalArgumentException(
                            "no codec for " + sdk.memberName() + " of " + service.name());
        };
    }

    private Scalar scalar(Kind kind, SdkField<?> sdk, MemberModel member) {
        TimestampFormatTrait format = sdk.getTrait(TimestampFormatTrait.class);
        return new Scalar(
                kind, format == null ? null : format.format(), service.scalar(member.shape()));
    }

    private Sequence sequence(SdkField<?> sdk, MemberModel member, Map<Class<?>, Structure> fresh) {
        ListTrait trait = sdk.getRequiredTrait(ListTrait.class);
        ListModel model = service.list(member.shape());
        return new Sequence(
                type(trait.memberFieldInfo(), new MemberModel(model.member(), null, false), fresh),
                first(model.item(), trait.memberLocationName(), "member"),
                model.flattened() || member.flattened() || trait.isFlattened(),
                model.constraints());
    }

    private Mapping mapping(SdkField<?> sdk, MemberModel member, Map<Class<?>, Structure> fresh) {
        MapTrait trait = sdk.getRequiredTrait(MapTrait.class);
        MapModel model = service.map(member.shape());
        return new Mapping(
                type(trait.valueFieldInfo(), new MemberModel(model.value(), null, false), fresh),
                first(model.keyName(), trait.keyLocationName(), "key"),
                first(model.valueName(), trait.valueLocationName(), "value"),
                model.flattened() || member.flattened() || trait.isFlattened(),
                service.scalar(model.key()),
                model.constraints());
    }

    private static String first(@Nullable String told, @Nullable String trait, String otherwise) {
        return told != null ? told : trait != null ? trait : otherwise;
    }
}
