package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Pipeline;
import dev.jacobi.SparseJacobian;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.laws.IndexedLaws.Law;
import dev.jacobi.op.Type;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What sparse Jacobians and Hessians owe to the dense ones, over random programs with loops. */
class SparseLawsTest {
    /** Numbers compared by the law that ran last. */
    private static long compared;

    @Test
    void sparseIsDense() {
        hold("jacobians()", 40, false, jacobians());
        hold("jacobians()", 40, true, jacobians());
        hold("hessians()", 25, false, hessians());
    }

    private static void hold(String call, int programs, boolean wild, Law law) {
        compared = 0;
        IndexedLaws.hold("SparseLawsTest." + call, programs, wild, law);
        assertThat(compared).isGreaterThan(30L * Laws.programs(programs));
    }

    static Law jacobians() {
        return (f, sample) -> {
            CompiledFunction compiled = sample.bind(Pipeline.compile(f, Options.defaults()));
            int m = IndexedShapes.length(f.results(), sample);
            double[] dense = new double[m * sample.x().length];
            return agree(
                    f, compiled, sample, dense, () -> compiled.jacobian(sample.x(), dense), compiled::sparseJacobian);
        };
    }

    static Law hessians() {
        return (f, sample) -> {
            if (f.results().size() > 1 || f.results().get(0).type() != Type.REAL) {
                return null;
            }
            CompiledFunction compiled = sample.bind(Pipeline.compile(f, Options.defaults()));
            double[] dense = new double[sample.x().length * sample.x().length];
            return agree(
                    f, compiled, sample, dense, () -> compiled.hessian(sample.x(), dense), compiled::sparseHessian);
        };
    }

    private interface Sparse {
        SparseJacobian get();
    }

    private static String agree(
            FunctionGraph function, CompiledFunction f, Sample sample, double[] dense, Runnable fill, Sparse sparse) {
        try {
            f.value(sample.x(), new double[IndexedShapes.length(function.results(), sample)]);
            fill.run();
        } catch (JacobiException e) {
            // Too long a method, or an element that is not there.
            return e.code() == ErrorCode.LIMIT || e.code() == ErrorCode.ARGUMENT ? null : e.toString();
        }
        double[] found;
        try {
            found = expanded(sparse.get(), sample);
        } catch (JacobiException e) {
            return e.code() == ErrorCode.LIMIT ? null : e.toString();
        }
        double largest = Arrays.stream(dense)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
        for (int i = 0; i < dense.length; i++) {
            boolean finite = Double.isFinite(dense[i]) && largest < 1e12;
            compared += finite ? 1 : 0;
            if (finite && !(Math.abs(dense[i] - found[i]) <= 1e-10 * (largest + 1))) {
                return "[" + i / sample.x().length + ", " + i % sample.x().length + "]: dense " + dense[i] + ", sparse "
                        + found[i];
            }
        }
        return null;
    }

    /** The entries in a dense matrix; checks their order. */
    private static double[] expanded(SparseJacobian sparse, Sample sample) {
        double[] values = new double[sparse.entries()];
        Arrays.fill(values, 77);
        sparse.values(sample.x(), values);
        int[] rowStart = sparse.rowStart();
        int[] column = sparse.column();
        double[] dense = new double[sparse.rows() * sparse.columns()];
        for (int row = 0; row < sparse.rows(); row++) {
            for (int i = rowStart[row]; i < rowStart[row + 1]; i++) {
                boolean ascends = i == rowStart[row] || column[i] > column[i - 1];
                if (!ascends || column[i] < 0 || column[i] >= sparse.columns()) {
                    throw new AssertionError("columns of row " + row + ": " + Arrays.toString(column));
                }
                dense[row * sparse.columns() + column[i]] = values[i];
            }
        }
        assertThat(rowStart[sparse.rows()]).isEqualTo(sparse.entries());
        return dense;
    }
}
