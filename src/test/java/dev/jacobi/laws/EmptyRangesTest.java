package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops that never run, as fuzzing found them: nothing is read, no workspace is of negative length, no zero meets an infinity. */
class EmptyRangesTest {

    private static double[] gradient(CompiledFunction f, double... x) {
        double[] gradient = new double[x.length];
        assertThat(f.gradient(x, gradient)).isEqualTo(f.value(x));
        return gradient;
    }

    @Test
    void anExtremeOfAnEmptyInnerRangeReadsNothing() {
        CompiledFunction f = Jacobi.compile("function f(B[N, M, 2]; y[N]) = min(i in 1..<N, j in M: B[i, 0, 0])")
                .bind("y", new double[1]);
        double[] x = {1, 2, 3, 4};
        assertThat(gradient(f, x)).containsExactly(0, 0, 0, 0);
        double[] dy = {7};
        f.jvp(x, new double[] {1, 1, 1, 1}, dy);
        assertThat(dy).containsExactly(0);
    }

    @Test
    void theWorkspaceOfAnEmptyDependentRangeIsEmpty() {
        CompiledFunction f = Jacobi.compile("function f(b; y[N]) = [i in N: prod(j in 0..<i, k in i + 1..<N: b)]");
        for (int n = 0; n < 3; n++) {
            double[] y = new double[n];
            f.bind("y", new double[n]).value(new double[] {2}, y);
            assertThat(y).containsExactly(Arrays.copyOf(new double[] {1, 1}, n));
            double[] gradient = {7};
            f.bind("y", new double[n]).vjp(new double[] {2}, y, gradient);
            assertThat(gradient).containsExactly(0);
        }
    }

    @Test
    void theRangeOfABufferMayEndAtThePositionOfAnExtreme() {
        CompiledFunction f = Jacobi.compile("function f(q[K], X[N]) = max(i in K: sum(j in 0..<i + 1: X[0] * q[j]))")
                .bind("K", 3);
        assertThat(gradient(f, 1, -2, 3, 0.5, 9)).containsExactly(0.5, 0.5, 0.5, 2, 0);
    }

    @Test
    void aTermOfWhichThereIsNoneAddsNothing() {
        CompiledFunction f = Jacobi.compile("function f(x; y[N]) = logsumexp(i in N: logsumexp(j in i + 1..<N: x))")
                .bind("y", new double[2]);
        assertThat(gradient(f, 0.5)).containsExactly(1);
        double[] hv = {7};
        f.hessianVectorProduct(new double[] {0.5}, new double[] {1}, hv);
        assertThat(hv).containsExactly(0);
    }

    @Test
    void aProductOfTermsThatNeverTakeTheirBranchHasNoTangent() {
        CompiledFunction f = Jacobi.compile(
                "function f(v[M]) = prod(i in M: if not (i > 0) then (if i > 0 then v[i - 1] else 1) else 2)");
        double[] x = {3, 4, 5};
        assertThat(gradient(f, x)).containsExactly(0, 0, 0);
        double[] dy = {7};
        f.jvp(x, new double[] {1, 1, 1}, dy);
        assertThat(dy).containsExactly(0);
    }

    /** The infinity that an extreme of nothing is makes no NaN of a sum of nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "exp(a - logsumexp(j in N: b))",
                "exp(a - logsumexp(j in N: a * b))",
                "exp(a - max(j in N: b)) + sum(j in N: max(k in N: a * b))",
                "sum(i in 2: exp(a + i - logsumexp(j in N: a * b)))",
                "exp(a * b - logsumexp(i in 3: logsumexp(j in N: a * b)))"
            })
    void theSecondOrderOfLogsumexpOfNothing(String body) {
        CompiledFunction f = Jacobi.compile("function f(a, b; y[N]) = " + body).bind("y", new double[0]);
        double[] x = {0.5, 2};
        double[] hessian = new double[4];
        f.hessian(x, hessian);
        assertThat(hessian).doesNotContain(Double.NaN);
        double[] product = new double[2];
        f.hessianVectorProduct(x, new double[] {1, 2}, product);
        assertThat(product).doesNotContain(Double.NaN);
    }

    /** An element that only an inner loop reads, which does not run, may be outside its array. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(i in N, j in M: x[i + 5]^2)",
                "sum(i in N, j in M: exp(x[i + 5] * b))",
                "sum(i in N: prod(j in M: b * x[i + 5]^2) - 1)",
                "sum(i in N: exp(logsumexp(j in M: x[i + 5]^2 * b)) + 1 / min(j in M: x[i + 5]))",
                "sum(i in N, j in M: (b * x[c[i] + 5])^2)",
                "sum(j in M: (b * (k * k))^2)",
                "sum(i in N, j in M: (b * div(3, c[i]))^2)"
            })
    void anElementOfALoopThatDoesNotRunIsNotRead(String body) {
        CompiledFunction f = Jacobi.compile("function f(b, x[N]; y[M], int c[N], int k) = " + body)
                .bind("y", new double[0])
                .bind("c", new int[3])
                .bind("k", 65536);
        double[] x = {1, 2, 3, 4};
        assertThat(gradient(f, x)).containsOnly(0);
        double[] dy = {7};
        f.jvp(x, new double[4], dy);
        assertThat(dy[0]).isZero();
        double[] hv = {7, 7, 7, 7};
        f.hessianVectorProduct(x, x, hv);
        assertThat(hv).containsOnly(0);
        double[] hessian = new double[16];
        f.hessian(x, hessian);
        assertThat(hessian).containsOnly(0);
    }
}
