package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.SparseJacobian;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Integers that may have no value, a division by zero or an overflow: computed where the source does, in value and derivatives. */
class PartialIntegersTest {

    /** The value, after all derivatives were taken, which are to be zero. */
    private static double withoutSlope(CompiledFunction f, double... x) {
        double[] zeros = new double[x.length];
        double[] out = new double[x.length];
        double value = f.value(x);
        for (List<Object> derivative : List.<List<Object>>of(
                List.of("gradient", f.gradient(x, out), out),
                List.of("product", f.hessianVectorProduct(x, new double[x.length], zeros), zeros))) {
            assertThat(derivative.get(1)).as((String) derivative.get(0)).isEqualTo(value);
            assertThat((double[]) derivative.get(2))
                    .as((String) derivative.get(0))
                    .containsOnly(0);
        }
        double[] dy = {7};
        f.jvp(x, new double[x.length], dy);
        assertThat(dy).containsExactly(0);
        return value;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(i in N: x[mod(3, N)] * b)",
                "sum(i in N: b * mod(3, N))",
                "sum(i in N: b * div(3, N) * (2000000000 * N + 2000000000))",
                "sum(i in N, j in div(5, N): exp(b * j) * i)",
                "sum(i in N, j in div(5, N): exp(b * j) * x[j])",
                "if N > 0 then x[0] * mod(3, N) * b else 0",
                "if N > 0 then sum(j in div(5, N): b * j) else 0",
                "if N > 0 then sum(j in div(5, N): x[j] * b) else 0",
                "sum(i in N: b * sum(j in mod(7, N): b^j))",
                "sum(i in N: (if mod(3, N) > 1 then b else b^2))",
                "sum(i in N: if x[0] > 7 then sum(j in div(5, N): x[i] * exp(b * j)) else 0)",
                "sum(i in N: if x[0] > i then sum(j in div(5, N): x[i] * exp(b * j)) else 0)"
            })
    void whatAnEmptyLoopOrABranchNotTakenWouldDivide(String body) {
        CompiledFunction f = Jacobi.compile("function f(b, x[N]) = " + body);
        assertThat(withoutSlope(f, 2)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if k != 0 then x * div(5, k) else 0",
                "if k != 0 then sum(i in div(5, k): x * i) else 0",
                "if k == 0 then 0 else sum(i in div(5, k), j in 0..<i: exp(x * j))",
                "sum(i in k: x * div(5, k))",
                "sum(i in k: x * mod(i, k))",
                "if k != 0 and mod(7, k) == 1 then x else 0",
                "if k == 0 or mod(7, k) == 1 then 0 else x",
                "if k != 0 then max(i in mod(7, k): x * i) else 0",
                "if k < 0 then x * (k - 2147483647) * (k + 2147483647 + 1) * (2000000000 * (k + 2)) else 0",
                "sum(i in 0..<3: if k > i then x * div(i, k) else 0)",
                "(if k * k > 7 then sum(i in div(5, k): x) else 0) + sum(j in 2: if x > j + 7 then sum(i in div(5, k): x^2 * j) else 0)"
            })
    void whatDataOfZeroWouldDivide(String body) {
        CompiledFunction f =
                Jacobi.compile("function f(x, q[M]; int k) = " + body).bind("k", 0);
        assertThat(withoutSlope(f, 2)).isZero();
    }

    /** Where the scatter of an element's adjoint runs over a range that has no value, its condition is asked before. */
    @Test
    void adjointsOfElementsOverARangeWithoutAValue() {
        CompiledFunction f = Jacobi.compile(
                "function f(x[N]; int c[M]) = sum(i in M: if c[i] > 0 then sum(j in div(3, c[i]): x[j]^2) else 0)");
        double[] gradient = new double[3];
        double[] x = {1, 2, 3};
        assertThat(f.bind("c", new int[] {0, 2, 0, 1}).gradient(x, gradient)).isEqualTo(15);
        assertThat(gradient).containsExactly(4, 4, 6);
        assertThat(f.bind("c", new int[] {0, 0}).gradient(x, gradient)).isZero();
        assertThat(gradient).containsOnly(0);
    }

    /** As fuzzing found it: so many branches of the derivative need the range that only what they share is asked, k != 0. */
    @Test
    void aRangeThatManyBranchesNeed() {
        CompiledFunction f = Jacobi.compile("""
                        function f(b, v[M]; int k) {
                            t[i in M] = if k != 0 then max(j in div(4, k): b) else 1
                            return prod(i in M: t[mod(i + k, M)])
                        }""").bind("k", 0);
        double[] gradient = new double[3];
        assertThat(f.gradient(new double[] {2, 5, 7}, gradient)).isEqualTo(1);
        assertThat(gradient).containsOnly(0);
        assertThat(f.bind("k", 2).gradient(new double[] {2, 5, 7}, gradient)).isEqualTo(4);
        assertThat(gradient).containsExactly(4, 0, 0);
    }

    /** A loop whose bounds have no value has no entries. */
    @Test
    void entriesOfARangeWithoutAValue() {
        CompiledFunction f = Jacobi.compile(
                        "function f(x[N]; int k) = if k != 0 then prod(i in div(4, k): x[i]) else x[0]^2")
                .bind("N", 4);
        double[] x = {3, 5, 7, 2};
        double[] jacobian = new double[4];
        f.bind("k", 0).jacobian(x, jacobian);
        assertThat(jacobian).containsExactly(6, 0, 0, 0);
        SparseJacobian sparse = f.bind("k", 0).sparseJacobian();
        double[] values = new double[sparse.entries()];
        sparse.values(x, values);
        assertThat(Arrays.stream(values).sum()).isEqualTo(6);
        SparseJacobian two = f.bind("k", 2).sparseJacobian();
        double[] more = new double[two.entries()];
        two.values(x, more);
        assertThat(Arrays.stream(more).sum()).isEqualTo(5 + 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x * div(5, k)|0",
                "x + mod(5, k)|0",
                "sum(i in 2: x * mod(5, k))|0",
                "sum(i in div(5, k): x)|0",
                "if k == 0 then x * div(5, k) else 0|0",
                "if k == 0 then sum(i in div(5, k): x) else 0|0",
                "x * (k * k)|65536",
                "sum(i in k: x * (i * i)) |65536",
                "sum(i in 1..<k + 1: if i > 7 then x else x * (k + 2147483647))|9",
            })
    void whereTheSourceNeedsItItFails(String body, int k) {
        CompiledFunction f =
                Jacobi.compile("function f(x, q[M]; int k) = " + body).bind("k", k);
        assertThatThrownBy(() -> f.value(new double[] {2}))
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARGUMENT))
                .hasMessageContaining("integer arithmetic of the formula fails");
        assertThatThrownBy(() -> f.gradient(new double[] {2}, new double[1])).isInstanceOf(JacobiException.class);
    }

    @Test
    void integersThatHaveAValueKeepIt() {
        CompiledFunction f = Jacobi.compile(
                        "function f(x, q[M]; int k) = if k != 0 then sum(i in div(7, k): x * mod(i, k)) else 0")
                .bind("k", 2);
        double[] gradient = new double[1];
        assertThat(f.gradient(new double[] {2}, gradient)).isEqualTo(2);
        assertThat(gradient).containsExactly(1);
        double[] negative = new double[1];
        assertThat(f.bind("k", 2).gradient(new double[] {-1}, negative)).isEqualTo(-1);
    }

    /** An array whose range has no value is read nowhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "if K != 0 then t[0] else b",
                "if K != 0 then sum(i in div(4, K): t[i] * x[i]) else b",
                "if K != 0 then max(i in div(4, K): t[i]) else b",
                "if K != 0 then t[mod(5, K)]^2 else b",
                "if K > 0 and t[0] > 1 then t[1] else b",
                "b + sum(i in K: t[i] * b)",
                "b * prod(i in K: t[K - 1 - i])",
                "(if K != 0 then logsumexp(i in div(4, K): t[i] * t[0]) else 0) + b"
            })
    void arraysOverARangeWithoutAValue(String body) {
        CompiledFunction f = Jacobi.compile("""
                        function f(b, x[4]; w[K]) {
                            t[i in div(4, K)] = exp(b * i + x[0])
                            return %s
                        }""".formatted(body)).bind("w", new double[0]);
        double[] x = {2, 3, 5, 7, 11};
        double[] gradient = new double[5];
        assertThat(f.gradient(x, gradient)).isEqualTo(2);
        assertThat(gradient).containsExactly(1, 0, 0, 0, 0);
        double[] hessian = new double[25];
        f.hessian(x, hessian);
        assertThat(hessian).containsOnly(0);
        assertThat(f.sparseJacobian().rows()).isEqualTo(1);
        double[] product = {7, 7, 7, 7, 7};
        f.hessianVectorProduct(x, x, product);
        assertThat(product).containsOnly(0);
        double[] dy = {7};
        f.jvp(x, new double[] {1, 1, 1, 1, 1}, dy);
        assertThat(dy).containsExactly(1);
    }
}
