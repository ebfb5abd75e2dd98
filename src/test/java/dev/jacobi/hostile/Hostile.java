package dev.jacobi.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the tests of hostile formulas share. */
final class Hostile {
    private Hostile() {}

    /** Work that may fail. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** Runs on a thread of 256 KB, and throws here what was thrown there: a StackOverflowError fails the test. */
    static void onSmallStack(Work work) {
        Throwable[] thrown = new Throwable[1];
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        work.run();
                    } catch (Throwable e) {
                        thrown[0] = e;
                    }
                },
                "small-stack",
                256 << 10);
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            throw new AssertionError(e);
        }
        if (thrown[0] != null) {
            throw new AssertionError(thrown[0].toString(), thrown[0]);
        }
    }

    /** The code of the only failure that may happen, or null where nothing fails. */
    static ErrorCode code(Work work) throws Exception {
        try {
            work.run();
            return null;
        } catch (JacobiException e) {
            assertSafe(e.getMessage());
            return e.code();
        }
    }

    /** Text for a terminal or a log: printable ASCII, bounded lines, a bounded number of them. */
    static void assertSafe(String message) {
        assertThat(message.chars()).allMatch(c -> c == '\n' || c >= ' ' && c < 127);
        assertThat(message.lines().mapToInt(String::length).max().orElse(0)).isLessThan(1000);
        assertThat(message.lines().count()).isLessThanOrEqualTo(400);
    }

    static double value(String text, Options options) {
        CompiledFunction f = Jacobi.with(options).compile(text);
        return f.value(point(f));
    }

    static double[] gradient(String text, Options options) {
        CompiledFunction f = Jacobi.with(options).compile(text);
        double[] g = new double[f.variables().size()];
        f.gradient(point(f), g);
        return g;
    }

    static double[] hessian(String text, Options options) {
        CompiledFunction f = Jacobi.with(options).compile(text);
        int n = f.variables().size();
        double[] h = new double[n * n];
        f.hessian(point(f), h);
        return h;
    }

    private static double[] point(CompiledFunction f) {
        double[] x = new double[f.variables().size()];
        Arrays.setAll(x, i -> 0.5 + i / (3.0 * x.length));
        return x;
    }

    /** The pieces for 0, 1, ..., count - 1 with a separator between. */
    static String joined(int count, String separator, IntFunction<String> piece) {
        return IntStream.range(0, count).mapToObj(piece).collect(Collectors.joining(separator));
    }

    /** A function of bindings y0 = x, y1, ..., each from the one before. */
    static String steps(int count, IntFunction<String> step) {
        return "function f(x, y) {\n y0 = x\n" + joined(count, "", i -> " y" + (i + 1) + " = " + step.apply(i) + "\n")
                + " return y" + count + "\n}";
    }
}
