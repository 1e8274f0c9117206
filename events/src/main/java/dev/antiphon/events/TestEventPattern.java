package dev.antiphon.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.events.match.EventFields;
import dev.antiphon.events.match.EventPattern;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternResponse;

/** Tells whether an event matches a pattern. */
final class TestEventPattern implements Query<TestEventPatternRequest, TestEventPatternResponse> {
    @Override
    public TestEventPatternResponse answer(
            Catalogs catalogs, TestEventPatternRequest request, Caller caller) {
        JsonNode event = Json.parse(request.event());
        EventPattern pattern = ManagedRules.checkPattern(request.eventPattern());
        if (event == null || !Event.whole(event)) {
            throw EventsErrors.validation("Parameter Event is not valid.");
        }
        return TestEventPatternResponse.builder()
                .result(pattern.matches(EventFields.of(event)))
                .build();
    }
}
