package dev.antiphon.states.task;

import dev.antiphon.delivery.ServiceCalls;
import dev.antiphon.wire.route.JsonRequests;
import software.amazon.awssdk.core.SdkPojo;

/** The JSON of calls as the server gives it in. */
record WireJson(JsonRequests json) implements ServiceCalls.Codec {
    @Override
    public SdkPojo request(String service, String operation, byte[] input) {
        return json.decode(service, operation, input);
    }

    @Override
    public byte[] answer(String service, String operation, SdkPojo response) {
        return json.encode(service, operation, response);
    }
}
