package dev.jacobi.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.Backend;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads that share a function, and threads that are interrupted. */
@Timeout(60)
class ConcurrencyTest {
    private static final String FORMULA = Hostile.steps(400, i -> "sin(y" + i + ") * y + x / " + (i + 1));

    private static double[][] gradients(CompiledFunction f, int thread) {
        double[][] all = new double[200][];
        for (int i = 0; i < all.length; i++) {
            all[i] = new double[3];
            double[] g = new double[2];
            all[i][2] = f.gradient(new double[] {thread + i / 64.0, 0.5 - i / 100.0}, g);
            System.arraycopy(g, 0, all[i], 0, 2);
        }
        return all;
    }

    @Test
    void sixteenThreadsThatRaceForTheFirstUseGetTheSerialBits() throws Exception {
        CompiledFunction serial = Jacobi.compile(FORMULA);
        for (int round = 0; round < 3; round++) {
            CompiledFunction shared = Jacobi.compile(FORMULA);
            CyclicBarrier start = new CyclicBarrier(16);
            Set<String> sources = Collections.synchronizedSet(new TreeSet<>());
            AtomicReference<Throwable> failed = new AtomicReference<>();
            double[][][] found = new double[16][][];
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                int thread = i;
                threads.add(new Thread(() -> {
                    try {
                        start.await();
                        found[thread] = gradients(shared, thread);
                        sources.add(shared.source(Derivative.GRADIENT));
                    } catch (Throwable e) {
                        failed.set(e);
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failed.get()).isNull();
            assertThat(sources).as("compiled once").hasSize(1);
            for (int i = 0; i < 16; i++) {
                assertThat(Arrays.deepEquals(found[i], gradients(serial, i))).isTrue();
            }
        }
    }

    /** On a thread of its own: one that reports to the build must not be interrupted. */
    @ParameterizedTest
    @EnumSource(Backend.class)
    void anInterruptedThreadCompilesAndStaysInterrupted(Backend backend) {
        Options options = Options.defaults().backend(backend);
        Hostile.onSmallStack(() -> {
            Thread.currentThread().interrupt();
            double[] g = Hostile.gradient(FORMULA, options);
            boolean kept = Thread.interrupted();
            assertThat(kept).isTrue();
            assertThat(g).doesNotContain(Double.NaN);
        });
        assertThat(Hostile.gradient("x*y", options)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void anInterruptOnTheWayIsNotLost(Backend backend) throws Exception {
        Options options = Options.defaults().backend(backend);
        for (int delay : new int[] {0, 1, 5, 20, 50}) {
            AtomicReference<Throwable> failed = new AtomicReference<>();
            boolean[] kept = new boolean[1];
            Thread thread = new Thread(() -> {
                try {
                    Hostile.gradient(FORMULA, options);
                    while (!Thread.currentThread().isInterrupted() && failed.get() == null) {
                        Thread.onSpinWait();
                    }
                    kept[0] = true;
                } catch (Throwable e) {
                    failed.set(e);
                }
            });
            thread.start();
            Thread.sleep(delay);
            thread.interrupt();
            thread.join(20_000);
            assertThat(failed.get()).isNull();
            assertThat(kept[0]).isTrue();
        }
    }
}
