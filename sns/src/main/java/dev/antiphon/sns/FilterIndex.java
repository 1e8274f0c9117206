package dev.antiphon.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.delivery.ArrayChoices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.GenericMachine;

/**
 * The filter policies of a topic's subscriptions, compiled together: to find those that want a
 * message takes about as long for a thousand policies as for one.
 */
final class FilterIndex {
    /** Beyond it, policies are held against a body field by field. */
    private static final int MOST_CHOICES = 5_000;

    private final Policies byAttributes = new Policies();
    private final Policies byBody = new Policies();

    /** The policies of a scope, and how many they are. */
    private static final class Policies {
        private final GenericMachine<String> machine = GenericMachine.<String>builder().build();
        private int size;
    }

    /**
     * @param id of the subscription
     */
    void add(String id, FilterPolicy policy) {
        Policies policies = of(policy.scope());
        try {
            policies.machine.addRule(id, policy.compact());
        } catch (IOException e) {
            throw new UncheckedIOException("a policy was compiled when it was set", e);
        }
        policies.size++;
    }

    void remove(String id, FilterPolicy policy) {
        Policies policies = of(policy.scope());
        try {
            policies.machine.deleteRule(id, policy.compact());
        } catch (IOException e) {
            throw new UncheckedIOException("a policy was compiled when it was set", e);
        }
        policies.size--;
    }

    boolean isEmpty() {
        return byAttributes.size == 0 && byBody.size == 0;
    }

    private Policies of(FilterPolicy.Scope scope) {
        return switch (scope) {
            case MESSAGE_ATTRIBUTES -> byAttributes;
            case MESSAGE_BODY -> byBody;
        };
    }

    /** The ids of the subscriptions that want a message, in their order. */
    @SuppressWarnings("deprecation") // because it matches field by field, which is what is wanted
    Set<String> matching(Message message) {
        Set<String> ids = new TreeSet<>();
        if (byAttributes.size > 0) {
            ids.addAll(
                    byAttributes.machine.rulesForEvent(
                            FilteredFields.flattened(message.attributes())));
        }
        if (byBody.size > 0) {
            ObjectNode body = body(message);
            if (body != null) {
                ids.addAll(
                        ArrayChoices.within(MOST_CHOICES, body)
                                ? byBody.machine.rulesForJSONEvent(body)
                                : byBody.machine.rulesForEvent(body));
            }
        }
        return ids;
    }

    /** What policies for the body are held against, or null where it is no object. */
    static @Nullable ObjectNode body(Message message) {
        return Json.object(message.text(message.texts(), "default"));
    }
}
