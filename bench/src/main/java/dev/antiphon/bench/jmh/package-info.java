/**
 * JMH benchmarks of what a call goes through inside the server: the codec, the commit path, a
 * queue. They run on demand, by {@code bench/jmh}; a build only compiles them.
 *
 * <p>They use the modules' public interfaces as the server does and may use all modules but the
 * server. Start reading at {@link dev.antiphon.bench.jmh.CommitBenchmark}.
 */
@NullMarked
package dev.antiphon.bench.jmh;

import org.jspecify.annotations.NullMarked;
