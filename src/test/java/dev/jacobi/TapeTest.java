package dev.jacobi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import java.util.EnumSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is dear and a step of a recurrence computes is not computed again for its adjoint. */
class TapeTest {
    /** In two steps of which one is inside the other, with arrays, sums and loops over the same range. */
    private static final String LAYERS = """
            function f(a, w[L]; x[T]) {
                h = fold(t in T, h[l in L] = a * w[l]: scan(k in L, y = x[t]: tanh(y + a * h[k]))[l])
                return sum(l in L: h[l])
            }
            """;

    /** All that runs for the gradient. */
    private static String gradient(String text) {
        String java = SourceGenerator.generate(
                        new SourceText("f.jacobi", text), "", EnumSet.of(Derivative.GRADIENT), Options.defaults())
                .get(0)
                .text();
        return java.substring(java.indexOf(" gradient("), java.indexOf("int workSize("));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Math.exp(  | function f(a, b; x[T]) = fold(t in T, s = a: s * exp(b * s) + x[t])",
                "Math.log(  | function f(a, b; x[T]) = fold(t in T, s = a: 1 + log(1 + s^2) * (b + log(1 + s^2)) + x[t])",
                "Math.exp(  | function f(W[N, N]; x[T]) = fold(t in T, s[i in N] = x[0]: exp(-sum(j in N: W[i, j] * s[j])) + x[t])[0]",
            })
    void aFunctionIsTakenOnce(String call, String formula) {
        assertThat(gradient(formula)).containsOnlyOnce(call);
    }

    @Test
    void norIsAStepInAStepTakenAgain() {
        assertThat(gradient(LAYERS)).containsOnlyOnce(" tanh(");
    }

    /** What is kept is no longer than a state: of each step, one number a row, not one an element. */
    @Test
    void whatIsLongerThanAStateIsComputedAgain() {
        int steps = 50;
        int n = 40;
        String text = "function f(W[N, N]; x[N], y[T]) = "
                + "sum(i in N: fold(t in T, s[k in N] = x[k]: exp(-logsumexp(j in N: W[k, j] * s[j])) + y[t])[i])";
        CompiledFunction f = Jacobi.with(Options.defaults().limits(RunLimits.workspace(4 * steps * n)))
                .compile(text)
                .bind("x", new double[n])
                .bind("y", new double[steps]);
        double[] weights = new SplittableRandom(1).doubles(n * n, -0.1, 0.1).toArray();
        double[] gradient = new double[n * n];
        f.gradient(weights, gradient);
        assertThat(gradient).doesNotContain(0);
    }

    /** Where the branch is not taken, no step may look behind the data. */
    @Test
    void whatMayFailStaysInItsBranch() {
        CompiledFunction f = Jacobi.compile(
                        "function f(a; x[T]) = fold(t in T, s = a: if s > 0 then exp(s * x[t + 1]) else exp(s) - 2)")
                .bind("x", new double[] {1, 2, 3});
        double[] gradient = new double[1];
        f.gradient(new double[] {-1}, gradient);
        double first = Math.exp(-1) - 2;
        double second = Math.exp(first) - 2;
        double expected = Math.exp(second) * Math.exp(first) * Math.exp(-1);
        assertThat(gradient[0]).isCloseTo(expected, within(1e-15 * expected));
        assertThatThrownBy(() -> f.gradient(new double[] {1}, gradient)).isInstanceOf(JacobiException.class);
    }
}
