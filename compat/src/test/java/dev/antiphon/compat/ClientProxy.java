package dev.antiphon.compat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.awscore.AwsRequest;

/**
 * A client interface of the Java SDK in front of something else: every call that takes a whole
 * request goes there. The other methods of such an interface (requests made in a lambda,
 * paginators) are default methods on top of these.
 */
final class ClientProxy {
    /** Performs an operation. */
    @FunctionalInterface
    interface Operations {
        /**
         * @param method the client's method, named after the operation
         * @return a response of the type that the method returns
         */
        Object call(Method method, AwsRequest request);
    }

    private ClientProxy() {}

    static <C> C of(Class<C> type, Operations operations) {
        InvocationHandler handler =
                (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return method.invoke(operations, arguments);
                    }
                    if (arguments != null
                            && arguments.length == 1
                            && arguments[0] instanceof AwsRequest request
                            && !method.getName().endsWith("Paginator")) {
                        return operations.call(method, request);
                    }
                    return InvocationHandler.invokeDefault(proxy, method, arguments);
                };
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
