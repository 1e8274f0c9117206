/**
 * Partner event sources: how a SaaS partner's events come to the bus of a customer that asked for
 * them.
 *
 * <p>A source is on the partition of its name, which partner and customer share; the bus that goes
 * with it is on its own. Start with {@link dev.antiphon.events.partner.PartnerSources}.
 */
@NullMarked
package dev.antiphon.events.partner;

import org.jspecify.annotations.NullMarked;
