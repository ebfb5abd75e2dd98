package dev.jacobi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Integer data as indices: refused as early as the sizes are known, and never where it is not used. */
class IndexDataTest {
    private static final String GATHER = "function f(x[N]; int c[P]) = sum(p in P: x[c[p]]^2)";

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARGUMENT))
                .hasMessageContaining(message);
    }

    @Test
    void anIndexIsRefusedWhenItIsBound() {
        CompiledFunction f = Jacobi.compile(GATHER).bind("N", 3);
        String message = "data 'c' at [2] is 3; as an index of 'x' it must be at least 0 and below 3";
        refused(() -> f.bind("c", new int[] {0, 2, 3, 9}), message);
        refused(() -> f.bind("c", new int[] {-1}), "data 'c' at [0] is -1;");
        assertThat(f.bind("c", new int[] {2, 0, 2}).value(new double[] {1, 2, 3}))
                .isEqualTo(19);
    }

    @Test
    void orWhenTheSizeIsBound() {
        CompiledFunction f = Jacobi.compile(GATHER).bind("c", new int[] {0, 3});
        refused(() -> f.bind("N", 3), "below 3");
        assertThat(f.bind("N", 4).value(new double[] {1, 2, 3, 4})).isEqualTo(17);
    }

    @Test
    void orAtTheFirstEvaluationThatTellsTheSize() {
        CompiledFunction f = Jacobi.compile(GATHER).bind("c", new int[] {0, 3});
        refused(() -> f.value(new double[3]), "below 3");
        refused(() -> f.gradient(new double[3], new double[3]), "below 3");
        refused(() -> f.evaluator().value(new double[3]), "below 3");
        assertThat(f.value(new double[] {1, 2, 3, 4})).isEqualTo(17);
    }

    @Test
    void dataThatIsBoundAgainIsCheckedAgain() {
        CompiledFunction f = Jacobi.compile(GATHER).bind("N", 3).bind("c", new int[] {2});
        refused(() -> f.bind("c", new int[] {3}), "below 3");
    }

    @Test
    void theMessageNamesBindingsAndPlacesOfAnyRank() {
        CompiledFunction f = Jacobi.compile("""
                function f(x[N]; int c[P, Q], int k) {
                    z[i in N, j in 2] = x[i] * j
                    return sum(p in P, q in Q: z[k, c[p, q]])
                }""").bind("N", 3).bind("P", 2).bind("Q", 2);
        refused(() -> f.bind("k", 3), "data 'k' is 3; as an index of 'z' it must be at least 0 and below 3");
        refused(
                () -> f.bind("k", 0).bind("c", new int[] {0, 1, 1, 5}),
                "data 'c' at [1, 1] is 5; as an index of 'z' it must be at least 0 and below 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(p in P: if c[p] < N then x[c[p]] else 0)",
                "sum(p in P: if c[p] < N and x[c[p]] > 0 then x[c[p]] else 0)",
                "if N > 100 then sum(p in P: x[c[p]]) else 0",
                "sum(p in 0..<2: x[c[p]])",
                "sum(m in M, p in P: x[c[p]])",
                "sum(m in M: sum(p in P: x[c[p]]))",
                "sum(p in P, j in p..<0: x[c[p]])",
                "sum(p in P: x[min(c[p], N - 1)])"
            })
    void whatIsNotUsedIsNotRefused(String body) {
        CompiledFunction f = Jacobi.compile("function f(x[N]; y[M], int c[P]) = " + body)
                .bind("N", 3)
                .bind("y", new double[0])
                .bind("c", new int[] {0, 2, 3, 77});
        double[] x = {0, 0, 0};
        double[] gradient = new double[3];
        assertThat(f.value(x)).isZero();
        assertThat(f.gradient(x, gradient)).isZero();
    }

    @Test
    void anyIndexOfAnEmptyArrayIsRefused() {
        CompiledFunction f = Jacobi.compile(GATHER).bind("N", 0);
        refused(() -> f.bind("c", new int[1]), "must be at least 0 and below 0");
        assertThat(f.bind("c", new int[0]).value(new double[0])).isZero();
    }

    @Test
    void dataThatIsChangedAfterItWasBoundFailsWhereItIsUsed() {
        int[] c = {0, 1};
        CompiledFunction f = Jacobi.compile(GATHER).bind("N", 2).bind("c", c);
        c[1] = 5;
        refused(() -> f.value(new double[2]), "an index of the formula is outside its array");
    }
}
