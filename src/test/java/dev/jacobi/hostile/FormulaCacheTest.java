package dev.jacobi.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.CompiledFunction;
import dev.jacobi.FormulaCache;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.Content;
import dev.jacobi.graph.Lowering;
import dev.jacobi.syntax.Parser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is compiled is seen in {@code source()}: it names the class, and no class is compiled twice under one name. */
@Timeout(60)
class FormulaCacheTest {
    private final FormulaCache cache = new FormulaCache(Options.defaults(), 4);

    private boolean share(String a, String b) {
        return cache.get(a).source().equals(cache.get(b).source());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x + y | y + x",
                "x + y | ((a) + (b))",
                "sin(x)*sin(x) | function f(t) { s = sin(t) \\n return s * s }",
                "function f(x, y; k) = x*k + y | function g(a, b; c) { unused = sin(a) \\n return b + c*a }",
                "x*0.5 | x*5e-1",
                "x^2 | function sq(x) = x^2 \\n function f(y) = sq(y)",
                "if x < 1 then x else 2 | x < 1 ? x : 2.0 // the same",
            })
    void formulasOfTheSameContentShareTheirCode(String a, String b) {
        assertThat(share(a.replace("\\n", "\n"), b.replace("\\n", "\n"))).isTrue();
        assertThat(cache.size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x - y | function f(x, y) = y - x",
                "x + 0 | x",
                "x*0.0 | x*(-0.0)",
                "function f(x, y) = x | x",
                "function f(x, y) = x | function f(y, x) = x",
                "function f(x; y) = x + y | function f(x, y) = x + y",
                "function f(x, y) = (x, y) | function f(x, y) = (y, x)",
                "function f(x, y) = (x, x) | function f(x, y) = x",
                "x^2 | x*x",
                "x^2 | x^3",
            })
    void othersDoNot(String a, String b) {
        assertThat(share(a, b)).isFalse();
        assertThat(cache.size()).isEqualTo(2);
    }

    /** The halves of the second constant have the exclusive or of those of the first. */
    @Test
    void formulasOfEqualHashesDoNotEither() {
        String one = "x - 1.0";
        String other = "x - " + Double.longBitsToDouble(0x3fe0000000100000L);
        assertThat(content(one).hashCode()).isEqualTo(content(other).hashCode());
        assertThat(share(one, other)).isFalse();
    }

    private static Content content(String text) {
        Limits limits = Limits.defaults();
        return Content.of(Lowering.lower(Parser.parse(new SourceText("test", text), limits), limits)
                .get(0));
    }

    @Test
    void eachKeepsItsNames() {
        CompiledFunction first = cache.get("function f(x, y; k) = x / y + k");
        CompiledFunction second = cache.get("function g(y, x; c) = y / x + c");
        assertThat(first.source()).isEqualTo(second.source());
        assertThat(first.variables()).containsExactly("x", "y");
        assertThat(second.variables()).containsExactly("y", "x");
        assertThat(first.bind("k", 2).value(new double[] {6, 3})).isEqualTo(4);
        assertThat(second.bind("c", 3).value(new double[] {6, 3})).isEqualTo(5);
        assertThatThrownBy(() -> second.bind("k", 1)).hasMessageContaining("c");
        assertThatThrownBy(() -> cache.get("function g(y, x; c) = y / x + c").value(new double[] {6, 3}))
                .hasMessageContaining("'c' is not bound");
    }

    @Test
    void theOneAskedForLongestAgoIsDropped() {
        String one = cache.get("x + 1").source();
        String two = cache.get("x + 2").source();
        cache.get("x + 3");
        cache.get("x + 4");
        assertThat(cache.get("1 + x").source()).isEqualTo(one);
        cache.get("x + 5");
        assertThat(cache.size()).isEqualTo(4);
        assertThat(cache.get("x + 1").source()).isEqualTo(one);
        assertThat(cache.get("x + 2").source()).isNotEqualTo(two);
        assertThat(cache.size()).isEqualTo(4);
    }

    @Test
    void failuresAreNotKept() {
        assertThatThrownBy(() -> cache.get("x +")).isInstanceOf(JacobiException.class);
        assertThat(cache.size()).isZero();
        Limits server = Limits.server();
        Limits tight = new Limits(
                server.text(), server.tokens(), server.nesting(), server.variables(), server.nodes(), 20, 10, 10_000);
        FormulaCache prepared =
                new FormulaCache(Options.defaults().limits(tight).derivatives(Derivative.HESSIAN), 4);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> prepared.get("sin(x*y)*cos(x/y)"))
                    .isInstanceOfSatisfying(
                            JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT));
            assertThat(prepared.size()).isZero();
        }
        assertThat(prepared.get("x").value(new double[] {2})).isEqualTo(2);
        assertThat(prepared.size()).isEqualTo(1);
    }

    @Test
    void aCapacityBelowOneIsRefused() {
        assertThatThrownBy(() -> new FormulaCache(Options.defaults(), 0))
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARGUMENT));
    }

    @Test
    void codeIsCompiledOnceUnderContention() throws Exception {
        FormulaCache shared = new FormulaCache(Options.defaults(), 100);
        for (int round = 0; round < 20; round++) {
            String formula = "sin(x*" + round + ") + y";
            Set<String> sources = Collections.synchronizedSet(new TreeSet<>());
            race(16, thread -> {
                CompiledFunction f = shared.get(thread % 2 == 0 ? formula : "b + " + formula.replace(" + y", ""));
                sources.add(f.source(Derivative.GRADIENT).replaceAll("x\\[", "x["));
                return null;
            });
            // The second spelling has its variables in the other order, so that it is another function.
            assertThat(sources).hasSize(2);
        }
        assertThat(shared.size()).isEqualTo(40);
    }

    @Test
    void itStaysWithinItsCapacityUnderContention() throws Exception {
        race(16, thread -> {
            for (int i = 0; i < 60; i++) {
                int k = (i * 7 + thread) % 10;
                double[] x = {thread};
                assertThat(cache.get("x*" + k + " + 1").value(x)).isEqualTo(thread * k + 1.0);
                assertThat(cache.size()).isLessThanOrEqualTo(4);
            }
            return null;
        });
    }

    private interface Racer {
        Object run(int thread) throws Exception;
    }

    private static void race(int threads, Racer racer) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Callable<Object>> racers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                racers.add(() -> {
                    start.await();
                    return racer.run(thread);
                });
            }
            for (Future<Object> future : pool.invokeAll(racers)) {
                future.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
