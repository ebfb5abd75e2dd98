package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.Pipeline;
import dev.jacobi.SparseJacobian;
import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Origin;
import dev.jacobi.op.Op;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What Jacobians of loops get wrong easily, by name; dense and sparse. */
class JacobianTrapsTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private static double[] jacobian(CompiledFunction f, int rows, double... x) {
        double[] j = new double[rows * x.length];
        Arrays.fill(j, 77);
        f.jacobian(x, j);
        return j;
    }

    private static double[] values(SparseJacobian sparse, double... x) {
        double[] values = new double[sparse.entries()];
        Arrays.fill(values, 77);
        sparse.values(x, values);
        return values;
    }

    /** The entries in a dense matrix. */
    private static double[] expanded(SparseJacobian sparse, double... x) {
        double[] values = values(sparse, x);
        int[] rowStart = sparse.rowStart();
        int[] column = sparse.column();
        double[] dense = new double[sparse.rows() * sparse.columns()];
        for (int row = 0; row < sparse.rows(); row++) {
            for (int i = rowStart[row]; i < rowStart[row + 1]; i++) {
                dense[row * sparse.columns() + column[i]] = values[i];
            }
        }
        return dense;
    }

    private static void both(CompiledFunction f, int rows, double[] x, double... expected) {
        assertThat(jacobian(f, rows, x)).as("dense").containsExactly(expected);
        assertThat(expanded(f.sparseJacobian(), x)).as("sparse").containsExactly(expected);
    }

    @Test
    void zerosBesideInfinitiesAreZero() {
        CompiledFunction f =
                Jacobi.compile("function f(x[n]) = [i in n: 1 / x[i]]").bind("n", 2);
        both(f, 2, new double[] {0, 2}, -INF, 0, 0, -0.25);
    }

    @Test
    void branchesNotTakenHaveNoDerivative() {
        CompiledFunction f = Jacobi.compile("function f(x[n]; s[n]) = [i in n: if s[i] > 0 then log(x[i]) else s[i]]")
                .bind("s", new double[] {1, 0});
        both(f, 2, new double[] {4, 0}, 0.25, 0, 0, 0);
    }

    @Test
    void readsOfOneElementMeet() {
        CompiledFunction f = Jacobi.compile("function f(x[n]; int c[m], int d[m]) = [i in m: x[c[i]] * x[d[i]]]")
                .bind("n", 3)
                .bind("c", new int[] {0, 2})
                .bind("d", new int[] {1, 2});
        both(f, 2, new double[] {3, 5, 7}, 5, 3, 0, 0, 0, 14);
        SparseJacobian sparse = f.sparseJacobian();
        assertThat(sparse.rowStart()).containsExactly(0, 2, 3);
        assertThat(sparse.column()).containsExactly(0, 1, 2);
    }

    @Test
    void elementsOfIntermediateArraysAreTraced() {
        CompiledFunction f = Jacobi.compile("""
                function f(x[n], s; int c[m]) {
                    z[k in n] = x[k]^2 * s
                    return [i in m: z[c[i]]]
                }""").bind("n", 3).bind("c", new int[] {2, 0});
        both(f, 2, new double[] {3, 5, 7, 2}, 0, 0, 28, 49, 12, 0, 0, 9);
        assertThat(f.sparseJacobian().column()).containsExactly(2, 3, 0, 3);
    }

    @Test
    void neighboursThatAreNotThereHaveNoEntry() {
        String stencil = "function f(x[n]) = [i in n: (if i > 0 then x[i - 1] else 0) - 2 * x[i]"
                + " + (if i < n - 1 then x[i + 1] else 0)]";
        CompiledFunction f = Jacobi.compile(stencil).bind("n", 3);
        both(f, 3, new double[3], -2, 1, 0, 1, -2, 1, 0, 1, -2);
        assertThat(f.sparseJacobian().column()).containsExactly(0, 1, 0, 1, 2, 1, 2);
        CompiledFunction marked = Jacobi.compile(
                        "function f(x[n]; int next[n]) = [i in n: x[i] * (if next[i] >= 0 then x[next[i]] else 1)]")
                .bind("next", new int[] {1, -1});
        both(marked, 2, new double[] {3, 5}, 5, 3, 0, 1);
        assertThat(marked.sparseJacobian().column()).containsExactly(0, 1, 1);
    }

    @Test
    void rangesMayDependOnOtherAxes() {
        CompiledFunction f = Jacobi.compile("function f(x[n]) = [i in n: sum(j in 0..<i: x[j]^2)]")
                .bind("n", 3);
        both(f, 3, new double[] {1, 2, 3}, 0, 0, 0, 2, 0, 0, 2, 4, 0);
        assertThat(f.sparseJacobian().rowStart()).containsExactly(0, 0, 1, 3);
    }

    private static CompiledFunction overData(String text) {
        return Jacobi.compile(text)
                .bind("n", 4)
                .bind("start", new int[] {0, 2, 2, 3})
                .bind("col", new int[] {0, 3, 1})
                .bind("val", new double[] {1, 2, 3});
    }

    @Test
    void rangesMayDependOnData() {
        CompiledFunction f = overData("function f(x[n]; int start[m+1], int col[z], val[z]) ="
                + " [i in m: sum(j in start[i]..<start[i+1]: val[j] * x[col[j]])^2]");
        both(f, 3, new double[] {1, 2, 3, 4}, 18, 0, 0, 36, 0, 0, 0, 0, 0, 36, 0, 0);
        assertThat(f.sparseJacobian().column()).containsExactly(0, 3, 1);
        CompiledFunction g = overData("function f(x[n]; int start[m+1], int col[z], val[z]) ="
                + " sum(i in m: sum(j in start[i]..<start[i+1]: val[j] * x[col[j]])^2)");
        SparseJacobian hessian = g.sparseHessian();
        assertThat(hessian.rowStart()).containsExactly(0, 2, 3, 3, 5);
        assertThat(hessian.column()).containsExactly(0, 3, 1, 0, 3);
        assertThat(values(hessian, 1, 2, 3, 4)).containsExactly(2, 4, 18, 4, 8);
    }

    @Test
    void emptySizes() {
        CompiledFunction none = Jacobi.compile("function f(x[n]; int c[m]) = [i in m: x[c[i]]]");
        both(none.bind("n", 2).bind("c", new int[0]), 0, new double[2]);
        CompiledFunction sums = Jacobi.compile("function f(x[n], s) = [i in 2: s + sum(j in n: x[j])]");
        both(sums.bind("n", 0), 2, new double[1], 1, 1);
        CompiledFunction chain = Jacobi.compile("function f(x[n]) = sum(i in n - 1: (x[i + 1] - x[i])^2)");
        assertThat(chain.bind("n", 0).sparseHessian().entries()).isZero();
        assertThat(values(chain.bind("n", 1).sparseHessian(), 3)).isEmpty();
    }

    @Test
    void resultsAreNumbersArraysAndConstants() {
        CompiledFunction f = Jacobi.compile("function f(x[n], s; y[n]) = (x, s * x[1], y, [i in n: s])")
                .bind("y", new double[] {1, 2});
        both(f, 7, new double[] {3, 5, 7}, 1, 0, 0, 0, 1, 0, 0, 7, 5, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1);
        assertThat(f.sparseJacobian().rowStart()).containsExactly(0, 1, 2, 4, 4, 4, 5, 6);
    }

    @Test
    void componentsKeepTheirOrder() {
        CompiledFunction f = Jacobi.compile("""
                function f(p[n, 2]; int to[m]) = [i in m, k in 2: (p[to[i], k] - p[0, 1 - k])^2]
                """).bind("n", 3).bind("to", new int[] {2, 1});
        double[] x = new Random(1).doubles(6).toArray();
        double[] dense = jacobian(f, 4, x);
        assertThat(expanded(f.sparseJacobian(), x)).containsExactly(dense);
        assertThat(f.sparseJacobian().column()).containsExactly(1, 4, 0, 5, 1, 2, 0, 3);
    }

    @Test
    void elementsOfAScatterAreFollowedToItsTerms() {
        FunctionGraph loss = Laws.function("function f(w[n]; int c[m]) = sum(i in m: w[c[i]]^3)");
        Graph g = loss.graph();
        Loops loops = new Loops(g);
        Node w = loss.variableNodes().get(0);
        Node gradient =
                Derivatives.gradient(g, loss.results().get(0), List.of(w)).get(0);
        assertThat(gradient.op()).isEqualTo(Op.SCATTER);
        Node k = loops.axis(loops.integer(0), Loops.extents(w).get(0));
        Node squares = loops.map(List.of(k), g.power(loops.read(gradient, List.of(k)), 2));
        FunctionGraph squared =
                new FunctionGraph("f", loss.parameters(), loss.sizes(), g, List.of(squares), Origin.BUILT);
        CompiledFunction f =
                Pipeline.compile(squared, Options.defaults()).bind("n", 3).bind("c", new int[] {2, 2, 0});
        // The gradient is (3, 0, 24), its derivative 6 w for each term.
        both(f, 3, new double[] {1, 5, 2}, 36, 0, 0, 0, 0, 0, 0, 0, 2 * 24 * 24);
        assertThat(f.sparseJacobian().rowStart()).containsExactly(0, 1, 1, 2);
    }

    @Test
    void valuesOfSparseEntriesAllocateNothing() {
        CompiledFunction f = Jacobi.compile("function f(x[n]; int c[m]) = [i in m: x[c[i]] * x[0]^2]")
                .bind("n", 3)
                .bind("c", new int[] {1, 0, 2});
        double[] x = {1, 2, 3};
        List<SparseJacobian> matrices =
                List.of(f.sparseJacobian(), f.evaluator().sparseJacobian());
        double[] values = new double[matrices.get(0).entries()];
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int window = 0; window < 5; window++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 100; i++) {
                matrices.get(0).values(x, values);
                matrices.get(1).values(x, values);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(least)
                .as("the least of windows, since compiling the code may allocate")
                .isZero();
    }

    @Test
    void hessiansAreExactlySymmetric() {
        CompiledFunction f = Jacobi.compile("""
                function f(U[N, K], V[M, K]; int row[P], int col[P], r[P]) =
                    sum(p in P: (r[p] - sum(k in K: U[row[p], k] * V[col[p], k]))^2)
                """)
                .bind("N", 2)
                .bind("M", 3)
                .bind("row", new int[] {0, 1, 1, 1})
                .bind("col", new int[] {2, 0, 2, 2})
                .bind("K", 2)
                .bind("r", new double[] {1, 2, 3, 4});
        double[] x = new Random(2).doubles(10).toArray();
        double[] dense = new double[100];
        f.hessian(x, dense);
        double[] sparse = expanded(f.sparseHessian(), x);
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 10; j++) {
                assertThat(dense[i * 10 + j]).isEqualTo(dense[j * 10 + i]);
                assertThat(sparse[i * 10 + j]).isEqualTo(sparse[j * 10 + i]);
                assertThat(Math.abs(dense[i * 10 + j] - sparse[i * 10 + j])).isLessThanOrEqualTo(1e-14);
            }
        }
        // Factors of one row or column meet each other, and those of the observations across.
        assertThat(f.sparseHessian().entries()).isEqualTo(4 * (2 + 2 + 2 * 3));
    }

    @Test
    void mistakesAreNamed() {
        CompiledFunction f = Jacobi.compile("function f(x[n], y[m]) = sum(i in n: x[i]) * sum(j in m: y[j])");
        assertThatThrownBy(f::sparseHessian)
                .isInstanceOf(JacobiException.class)
                .hasMessageContaining("bind(\"n\", 10)");
        CompiledFunction g = Jacobi.compile("function f(x[n]; int c[m]) = [i in m: x[c[i]]]");
        assertThatThrownBy(() -> g.bind("n", 2).sparseJacobian()).hasMessageContaining("bind");
        SparseJacobian sparse = g.bind("n", 2).bind("c", new int[] {1}).sparseJacobian();
        assertThatThrownBy(() -> sparse.values(new double[2], new double[3]))
                .hasMessageContaining("values has 3 elements, needed are 1");
        double[] shared = new double[2];
        assertThatThrownBy(() ->
                        g.bind("n", 2).bind("c", new int[2]).sparseJacobian().values(shared, shared))
                .hasMessageContaining("also an input array");
    }

    @Test
    void matricesThatDoNotFitAreRefused() {
        CompiledFunction f = Jacobi.compile("function f(x[n]) = sum(i in n: x[i]^2)");
        assertThatThrownBy(() -> f.hessian(new double[50_000], new double[1]))
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT))
                .hasMessageContaining("50000 * 50000");
    }
}
