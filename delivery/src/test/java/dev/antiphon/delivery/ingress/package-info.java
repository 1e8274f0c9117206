/** Tests of what services that answer HTTP at addresses of their own share. */
@NullMarked
package dev.antiphon.delivery.ingress;

import org.jspecify.annotations.NullMarked;
