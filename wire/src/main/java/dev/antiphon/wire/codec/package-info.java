/**
 * One codec over the SDK's model classes: their {@code sdkFields()} compiled once per class, then
 * read from and written to JSON, CBOR, Query forms and XML.
 *
 * <p>It may use {@code wire.model}. Start with {@link dev.antiphon.wire.codec.Structure} and {@link
 * dev.antiphon.wire.codec.JsonDecoder}.
 */
@NullMarked
package dev.antiphon.wire.codec;

import org.jspecify.annotations.NullMarked;
