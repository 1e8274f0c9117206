package dev.antiphon.events.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.engine.Check;
import dev.antiphon.events.EventsErrors;
import dev.antiphon.events.Json;
import dev.antiphon.events.ModelJson;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.ConnectionAuthResponseParameters;
import software.amazon.awssdk.services.eventbridge.model.ConnectionAuthorizationType;
import software.amazon.awssdk.services.eventbridge.model.CreateConnectionAuthRequestParameters;
import software.amazon.awssdk.services.eventbridge.model.UpdateConnectionAuthRequestParameters;

/** The rules about what a connection is told of secrets, and what it tells. */
final class AuthParameters {
    private AuthParameters() {}

    /** The member that a type of authorization takes its parameters from. */
    private static String member(ConnectionAuthorizationType type) {
        return switch (type) {
            case BASIC -> "BasicAuthParameters";
            case OAUTH_CLIENT_CREDENTIALS -> "OAuthParameters";
            case API_KEY -> "ApiKeyAuthParameters";
            case UNKNOWN_TO_SDK_VERSION ->
                    throw EventsErrors.validation("AuthorizationType is not valid.");
        };
    }

    /**
     * Only the parameters for the type of authorization may be there, and they must.
     *
     * @throws dev.antiphon.api.AwsException ValidationException
     */
    static CreateConnectionAuthRequestParameters checked(
            ConnectionAuthorizationType type, CreateConnectionAuthRequestParameters auth) {
        JsonNode given = tree(ModelJson.write(auth));
        for (ConnectionAuthorizationType other : ConnectionAuthorizationType.knownValues()) {
            boolean wanted = other == type;
            if (given.has(member(other)) != wanted) {
                throw EventsErrors.validation(
                        "Parameter AuthParameters is not valid. Reason: "
                                + member(other)
                                + (wanted ? " must" : " must not")
                                + " be specified when AuthorizationType is "
                                + type
                                + ".");
            }
        }
        return auth;
    }

    /** What is known, with what is new: a structure's members are changed one by one. */
    static CreateConnectionAuthRequestParameters merged(
            @Nullable CreateConnectionAuthRequestParameters known,
            ConnectionAuthorizationType type,
            @Nullable UpdateConnectionAuthRequestParameters changes) {
        ObjectNode all = known == null ? tree("{}") : tree(ModelJson.write(known));
        if (changes != null) {
            merge(all, tree(ModelJson.write(changes)));
        }
        // Those of the type before are of no use any more.
        for (ConnectionAuthorizationType other : ConnectionAuthorizationType.knownValues()) {
            boolean asked = changes != null && tree(ModelJson.write(changes)).has(member(other));
            if (other != type && !asked) {
                all.remove(member(other));
            }
        }
        return ModelJson.read(CreateConnectionAuthRequestParameters.builder(), Json.text(all))
                .build();
    }

    private static void merge(ObjectNode all, JsonNode changes) {
        changes.properties()
                .forEach(change -> {
                    JsonNode before = all.get(change.getKey());
                    if (before instanceof ObjectNode object && change.getValue().isObject()) {
                        merge(object, change.getValue());
                    } else {
                        all.set(change.getKey(), change.getValue());
                    }
                });
    }

    /** What may be shown: no password, no client secret, no API key and no value that is secret. */
    static ConnectionAuthResponseParameters shown(CreateConnectionAuthRequestParameters auth) {
        ObjectNode all = tree(ModelJson.write(auth));
        strip(all);
        return ModelJson.read(ConnectionAuthResponseParameters.builder(), Json.text(all)).build();
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("Password");
            object.remove("ClientSecret");
            object.remove("ApiKeyValue");
            if (object.path("IsValueSecret").asBoolean()) {
                object.remove("Value");
            }
        }
        node.forEach(AuthParameters::strip);
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) Check.present(Json.parse(json), "a structure is JSON");
    }
}
