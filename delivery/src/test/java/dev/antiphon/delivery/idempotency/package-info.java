/** Tests of what rules and mappings share of idempotency. */
@NullMarked
package dev.antiphon.delivery.idempotency;

import org.jspecify.annotations.NullMarked;
