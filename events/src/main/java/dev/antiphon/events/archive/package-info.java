/**
 * Archives and replays. An archive gets the events of its bus by a managed rule, as a target like
 * any other, so each of them exactly once; it keeps them by their time, on its own partition. A
 * replay is a row that moves on over the archive's rows, slice by slice, and puts each event on the
 * bus in the commit that moves it on: so again exactly once, whatever crashes.
 *
 * <p>Three partitions take part and tell each other by parcels: the bus's (the managed rule), the
 * archive's (the events, the work of replays) and the replay's (what users see of it). Start with
 * {@link dev.antiphon.events.archive.Archives}.
 */
@NullMarked
package dev.antiphon.events.archive;

import org.jspecify.annotations.NullMarked;
