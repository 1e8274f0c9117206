package dev.antiphon.service;

import java.util.List;

/** A service: its operations and what it needs of the engine. */
public interface Service extends Part {
    /** AWS's name of it in endpoints and ARNs, such as {@code sqs}. */
    String name();

    /** Its table of operations. What AWS has and this list has not is answered as not built. */
    List<Operation<?, ?>> operations();
}
