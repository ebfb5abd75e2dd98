package dev.jacobi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.diag.Backend;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InPlaceStepTest {
    private static final String STEP =
            "function f(w[N], v[N], g[N], a, b) {\n    next[i in N] = b * v[i] + tanh(g[i])\n"
                    + "    return ([i in N: w[i] - a * next[i]], next)\n}";

    @ParameterizedTest
    @EnumSource(Backend.class)
    void changesAllArraysButTheLast(Backend backend) {
        CompiledFunction f = Jacobi.with(Options.defaults().backend(backend)).compile(STEP);
        double[][] x = {{1, 2, 3}, {4, 5, 6}, {-1, 0, 0.1}};
        double[] flat = {1, 2, 3, 4, 5, 6, -1, 0, 0.1, 0.5, 0.75};
        double[] expected = new double[6];
        f.value(flat, expected);
        InPlaceStep.of(f).orElseThrow().run(x, new double[] {0.5, 0.75}, new int[] {3});
        assertThat(x[0]).containsExactly(expected[0], expected[1], expected[2]);
        assertThat(x[1]).containsExactly(expected[3], expected[4], expected[5]);
        assertThat(x[2]).containsExactly(-1, 0, 0.1);
    }

    @Test
    void aSumOfAllElementsIsTakenBeforeAnyChanges() {
        CompiledFunction f = Jacobi.compile("function f(w[N], g[N]) = [i in N: w[i] - g[i] * sum(j in N: w[j])]");
        double[][] x = {{1, 2, 4}, {1, 10, 100}};
        InPlaceStep.of(f).orElseThrow().run(x, new double[0], new int[] {3});
        assertThat(x[0]).containsExactly(-6, -68, -696);
    }

    @Test
    void whatIsNoSuchStepHasNone() {
        for (String other : List.of(
                "function f(w[N], g[N]) = [i in N: w[N - 1 - i] - g[i]]",
                "function f(w[N], g[M]) = [i in N: w[i]]",
                "function f(w[N, M], g[N, M]) = [i in N, j in M: w[i, j] - g[i, j]]",
                "function f(w[N], g[N]; a) = [i in N: w[i] - a * g[i]]",
                "x^2")) {
            assertThat(InPlaceStep.of(Jacobi.compile(other))).as(other).isEmpty();
        }
    }

    @Test
    void arraysThatDoNotFitAreRefused() {
        InPlaceStep step = InPlaceStep.of(Jacobi.compile(STEP)).orElseThrow();
        double[] numbers = {1, 1};
        double[] same = new double[2];
        assertRefused(step, new double[][] {same, new double[2]}, numbers, "takes 3 arrays and 2 numbers");
        assertRefused(step, new double[3][2], new double[1], "takes 3 arrays and 2 numbers");
        assertRefused(step, new double[][] {same, new double[3], new double[2]}, numbers, "array 1 has 3 elements");
        assertRefused(step, new double[][] {same, new double[2], same}, numbers, "arrays 0 and 2 must be different");
    }

    private static void assertRefused(InPlaceStep step, double[][] x, double[] numbers, String message) {
        assertThatThrownBy(() -> step.run(x, numbers, new int[] {2}))
                .isInstanceOf(JacobiException.class)
                .hasMessageContaining(message);
    }
}
