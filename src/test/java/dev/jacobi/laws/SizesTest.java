package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.JacobiException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** How sizes are found, and what is said where they are not. */
class SizesTest {
    private static final CompiledFunction LINEAR =
            Jacobi.compile("function f(w[D]; X[N, D], y[N]) = sum(i in N: y[i] * sum(d in D: w[d] * X[i, d]))");

    private static void refused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(JacobiException.class).hasMessageContainingAll(parts);
    }

    @Test
    void dataTellSizes() {
        CompiledFunction f = LINEAR.bind("X", new double[][] {{1, 2}, {3, 4}}).bind("y", new double[] {1, 1});
        assertThat(f.value(new double[] {1, 1})).isEqualTo(10);
    }

    @Test
    void flatDataAreSplitByWhatElseIsKnown() {
        CompiledFunction f = LINEAR.bind("y", new double[] {1, 1}).bind("X", new double[] {1, 2, 3, 4});
        assertThat(f.value(new double[] {1, 1})).isEqualTo(10);
    }

    @Test
    void variablesTellTheLastSize() {
        CompiledFunction f = Jacobi.compile("function f(L[div(N * (N + 1), 2)], x[N]) = sum(i in N: x[i]) + L[0] * N");
        assertThat(f.value(new double[] {1, 0, 0, 2, 3})).isEqualTo(7);
        refused(() -> f.value(new double[4]), "x has 4 elements", "no size N");
    }

    @Test
    void sizesThatContradictAreRefused() {
        CompiledFunction f = LINEAR.bind("y", new double[] {1, 1});
        refused(() -> f.bind("X", new double[][] {{1, 2}}), "data 'X'", "size N is 1", "2 already");
        refused(() -> f.bind("N", 3), "size N is 3", "2 already");
        refused(() -> f.bind("N", -1), "size N is -1");
    }

    @Test
    void variablesOfAnotherLengthAreRefused() {
        CompiledFunction f = LINEAR.bind("X", new double[][] {{1, 2}}).bind("y", new double[] {1});
        refused(() -> f.value(new double[3]), "x has 3 elements", "needed are 2");
        refused(() -> f.gradient(new double[2], new double[3]), "g has 3 elements", "needed are 2");
    }

    @Test
    void dataThatAreNotBoundAreNamed() {
        refused(() -> LINEAR.bind("X", new double[][] {{1, 2}}).value(new double[2]), "data 'y' is not bound");
        refused(() -> LINEAR.bind("z", 1.0), "no data named 'z'");
    }

    @Test
    void sizesThatCannotBeToldApartAreAskedFor() {
        CompiledFunction f = Jacobi.compile("function f(u[N], v[M]) = sum(i in N: u[i]) * sum(j in M: v[j])");
        refused(() -> f.value(new double[5]), "N, M", "bind(\"N\"");
        assertThat(f.bind("N", 2).value(new double[] {1, 2, 3, 4, 5})).isEqualTo(36);
    }

    @Test
    void dataOfAnotherKindOrRankAreRefused() {
        CompiledFunction f = Jacobi.compile("function f(x[N]; int c[M], A[M, M]) = sum(j in M: x[c[j]] * A[j, j])");
        refused(() -> f.bind("c", new double[] {1}), "'c' is integer data");
        refused(() -> f.bind("A", new int[] {1}), "'A' is not integer data");
        refused(() -> f.bind("A", new double[][] {{1, 2}}), "size M is 2", "1 already");
        refused(() -> LINEAR.bind("y", new double[][] {{1}}), "'y' has rank 1");
        refused(() -> LINEAR.bind("X", new double[][] {{1, 2}, {3}}), "row 1 has 1 elements");
    }
}
