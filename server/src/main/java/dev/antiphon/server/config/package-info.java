/**
 * How settings come from a YAML file, from the environment and from the command line into the
 * configuration records of the components.
 *
 * <p>Every component keeps a record of its settings next to it, with the defaults in the record;
 * this package knows none of them. A setting has one name everywhere: {@code data-dir} in the file,
 * {@code ANTIPHON_DATA_DIR} in the environment, {@code --data-dir} on the command line. It may use
 * the YAML parser, nothing else. Start with {@link dev.antiphon.server.config.Settings}, then
 * {@link dev.antiphon.server.config.RecordBinder}.
 */
@NullMarked
package dev.antiphon.server.config;

import org.jspecify.annotations.NullMarked;
