package dev.jacobi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchEvaluatorTest {
    private static final int ROWS = 7;
    private static final int COLUMNS = 3;

    /** Rows in the first axis, in the second, in a vector and in integers, and data without any. */
    private static final String LOSS = """
            function f(w[D], c[K]; scale[D], X[N, D], Z[D, N], int label[N], y[N], power) =
                sum(i in N: (sum(d in D: w[d] * scale[d] * (X[i, d] + Z[d, i])) + c[label[i]] - y[i])^2 * power)
            """;

    private final Random random = new Random(3);
    private final double[] scale = numbers(COLUMNS);
    private final double[] first = numbers(ROWS * COLUMNS);
    private final double[] second = numbers(ROWS * COLUMNS);
    private final int[] labels = {0, 1, 1, 0, 1, 0, 1};
    private final double[] y = numbers(ROWS);
    private final double[] x = numbers(COLUMNS + 2);

    private double[] numbers(int count) {
        return random.doubles(count, -1, 1).toArray();
    }

    private CompiledFunction all() {
        return with(IntStream.range(0, ROWS).toArray());
    }

    /** The function with these rows bound, picked by plain loops. */
    private CompiledFunction with(int... rows) {
        double[][] x = new double[rows.length][];
        double[][] z = new double[COLUMNS][rows.length];
        for (int i = 0; i < rows.length; i++) {
            x[i] = Arrays.copyOfRange(first, rows[i] * COLUMNS, (rows[i] + 1) * COLUMNS);
            for (int d = 0; d < COLUMNS; d++) {
                z[d][i] = second[d * ROWS + rows[i]];
            }
        }
        return Jacobi.compile(LOSS)
                .bind("scale", scale)
                .bind("X", x)
                .bind("Z", z)
                .bind("label", Arrays.stream(rows).map(row -> labels[row]).toArray())
                .bind("y", Arrays.stream(rows).mapToDouble(row -> y[row]).toArray())
                .bind("power", 1.5);
    }

    @Test
    void aBatchHasTheBitsOfAFunctionWithItsRowsBound() {
        BatchEvaluator batch = all().batch("N", 3);
        assertThat(batch.total()).isEqualTo(ROWS);
        assertThat(batch.count()).isEqualTo(3);
        int[] order = {6, 0, 5, 2, 2, 1};
        for (int from = 0; from <= 3; from++) {
            batch.select(order, from);
            CompiledFunction bound = with(Arrays.copyOfRange(order, from, from + 3));
            double[] expected = new double[x.length];
            double[] gradient = new double[x.length];
            assertThat(batch.value(x)).isEqualTo(bound.value(x));
            assertThat(batch.gradient(x, gradient)).isEqualTo(bound.gradient(x, expected));
            assertThat(gradient).containsExactly(expected);
        }
    }

    @Test
    void aBatchOfSeveralResultsHasOnlyItsOwn() {
        CompiledFunction f = Jacobi.compile("function r(a, b; t[N]) = [i in N: a * exp(b * t[i])]")
                .bind("t", new double[] {0, 1, 2});
        BatchEvaluator batch = f.batch("N", 2);
        batch.select(new int[] {2, 1}, 0);
        assertThat(f.resultLength(new double[] {2, 3})).isEqualTo(3);
        assertThat(batch.resultLength(new double[] {2, 3})).isEqualTo(2);
        double[] results = new double[2];
        batch.value(new double[] {2, 3}, results);
        assertThat(results).containsExactly(2 * Math.exp(6), 2 * Math.exp(3));
    }

    @Test
    void selectingAndEvaluatingAllocateNothing() {
        BatchEvaluator batch = all().batch("N", 3);
        int[] order = {6, 0, 5, 2, 2, 1};
        double[] gradient = new double[x.length];
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = 0;
        for (int i = 0; i < 200; i++) {
            batch.select(order, i % 4);
            batch.gradient(x, gradient);
            before = i == 100 ? threads.getThreadAllocatedBytes(thread) : before;
        }
        assertThat(threads.getThreadAllocatedBytes(thread) - before).isZero();
    }

    @Test
    void loopsThatIntegerDataEndsAreCountedAnewForEachBatch() {
        CompiledFunction f = Jacobi.with(Options.defaults().limits(Limits.server()))
                .compile("function f(a; int n[N]) = sum(i in N: sum(j in 0..<n[i]: a^2))")
                .bind("n", new int[] {1, 2, 1 << 24});
        BatchEvaluator batch = f.batch("N", 2);
        batch.select(new int[] {0, 1}, 0);
        assertThat(batch.value(new double[] {3})).isEqualTo(27);
        batch.select(new int[] {0, 2}, 0);
        assertRefused(() -> batch.value(new double[] {3}), "more than 16777216 iterations");
    }

    @Test
    void whatHasNoRowsIsRefusedByName() {
        CompiledFunction f =
                Jacobi.compile("function f(w[N], b[D]; X[N, D]) = sum(i in N, d in D: w[i] * b[d] * X[i, d])");
        assertRefused(() -> f.bind("X", new double[2][2]).batch("M", 1), "no size 'M'", "[N, D]");
        assertRefused(() -> f.bind("X", new double[2][2]).batch("N", 1), "'w'", "it is a variable");
        CompiledFunction square = Jacobi.compile("function f(a; K[N, N]) = sum(i in N, j in N: a * K[i, j])");
        assertRefused(() -> square.bind("K", new double[2][2]).batch("N", 1), "'K'", "otherwise");
        CompiledFunction graph = Jacobi.compile("function f(a; int next[N], y[N]) = sum(i in N: a * y[next[i]])");
        CompiledFunction bound = graph.bind("next", new int[] {1, 0}).bind("y", new double[] {1, 2});
        assertRefused(() -> bound.batch("N", 1), "an index of rows by 'N'");
        assertRefused(() -> Jacobi.compile(LOSS).batch("N", 1), "does not tell the size 'N'");
        assertRefused(() -> Jacobi.compile("x^2").batch("N", 1), "no size 'N'");
        assertRefused(() -> all().batch("N", 8), "at most all 7, not 8");
        assertRefused(() -> all().batch("N", 0), "at least 1 row");
        assertRefused(() -> all().batch("N", 2).select(new int[] {1, 7}, 0), "no row 7");
        assertRefused(() -> all().batch("N", 2).select(new int[] {1, 2}, 1), "not in an order of 2");
        assertRefused(() -> all().batch("N", 2).sparseHessian(), "no sparse matrices");
    }

    @Test
    void rowsThatAreOutsideAnArrayAreFoundThoughNoBatchHasThem() {
        CompiledFunction f = Jacobi.compile("function f(c[K]; int label[N]) = sum(i in N: c[label[i]])")
                .bind("label", new int[] {0, 1, 5});
        assertRefused(() -> f.batch("N", 1).value(new double[2]), "'label' at [2] is 5");
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(JacobiException.class).hasMessageContainingAll(parts);
    }
}
