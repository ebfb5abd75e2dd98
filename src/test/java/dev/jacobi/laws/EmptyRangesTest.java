package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

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
}
