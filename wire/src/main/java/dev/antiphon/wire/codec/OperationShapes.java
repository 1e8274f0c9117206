package dev.antiphon.wire.codec;

import dev.antiphon.wire.model.OperationModel;
import dev.antiphon.wire.model.ServiceModel;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An operation with the classes of its input and output. The class of the input is found by the
 * SDK's own naming when the first call comes, so that the wire depends on no service's SDK; that of
 * the output is the class of what the handler answers.
 */
public final class OperationShapes {
    /** Two or more capitals in a row: {@code SAML} is {@code Saml} in the SDK's class names. */
    private static final Pattern ACRONYM = Pattern.compile("([A-Z])([A-Z]+)(?=[A-Z][a-z]|$|\\d)");

    private final ServiceModel service;
    private final OperationModel model;
    private final Shapes shapes;
    private volatile @Nullable Structure input;

    public OperationShapes(ServiceModel service, OperationModel model, Shapes shapes) {
        this.service = service;
        this.model = model;
        this.shapes = shapes;
    }

    public ServiceModel service() {
        return service;
    }

    public OperationModel model() {
        return model;
    }

    public Structure input() {
        Structure known = input;
        if (known == null) {
            Class<?> type = inputClass();
            Supplier<SdkPojo> builder = builder(type);
            known = shapes.of(type, model.input(), builder, builder.get());
            input = known;
        }
        return known;
    }

    public Structure output(SdkPojo response) {
        return answered(response, model.output());
    }

    /** An event of the stream that the operation answers with. */
    public Structure event(SdkPojo event) {
        return answered(event, null);
    }

    private Structure answered(SdkPojo response, @Nullable String shape) {
        return shapes.of(
                response.getClass(),
                shape,
                () -> {
                    throw new IllegalStateException("answers are never decoded");
                },
                response);
    }

    private Class<?> inputClass() {
        Matcher acronyms = ACRONYM.matcher(model.name());
        String operation =
                acronyms.replaceAll(
                        m -> m.group(1) + m.group(2).toLowerCase(java.util.Locale.ROOT));
        String name =
                "software.amazon.awssdk.services."
                        + service.sdkPackage()
                        + ".model."
                        + operation
                        + "Request";
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the SDK's " + name + " is not on the class path", e);
        }
    }

    private static Supplier<SdkPojo> builder(Class<?> type) {
        try {
            Class<?> builder =
                    Class.forName(type.getName() + "$Builder", true, type.getClassLoader());
            MethodHandle make =
                    MethodHandles.publicLookup()
                            .findStatic(type, "builder", MethodType.methodType(builder))
                            .asType(MethodType.methodType(SdkPojo.class));
            return () -> invoke(make);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is not a request class of the SDK", e);
        }
    }

    private static SdkPojo invoke(MethodHandle make) {
        try {
            return (SdkPojo) make.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
