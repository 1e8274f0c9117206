/**
 * What a service is: a table of operations over the engine. The request and response types are the
 * AWS SDK's model classes.
 *
 * <p>Services ({@code sqs}, {@code sts} …) implement it, the server puts it behind the wire. It may
 * use {@code api} and {@code engine}. Start with {@link dev.antiphon.service.Service} and {@link
 * dev.antiphon.service.Command}.
 */
@NullMarked
package dev.antiphon.service;

import org.jspecify.annotations.NullMarked;
