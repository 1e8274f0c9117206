package dev.antiphon.service;

import software.amazon.awssdk.core.SdkPojo;

/**
 * One operation of a service's API. An implementation is final, package-private and without state;
 * it reads top to bottom as the rules of that operation. Requests have passed the constraints of
 * the service's model before they come here.
 */
public sealed interface Operation<I extends SdkPojo, O extends SdkPojo>
        permits Command, Query, Survey, Relay {
    /** The name in the model, such as {@code SendMessage}: by convention the name of the class. */
    default String name() {
        return getClass().getSimpleName();
    }
}
