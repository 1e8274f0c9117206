/** Tests of STS. */
@NullMarked
package dev.antiphon.sts;

import org.jspecify.annotations.NullMarked;
