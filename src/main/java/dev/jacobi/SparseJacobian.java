package dev.jacobi;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.runtime.Workspaces;
import java.util.Arrays;

/**
 * A Jacobian, or a Hessian as the Jacobian of the gradient, whose entries are known to be zero but for some: compressed by rows. Which
 * entries there are depends on sizes and integer data, and is found once; their values depend on the variables. An entry that is left out
 * is zero at every point.
 *
 * <pre>{@code
 * SparseJacobian s = function.sparseJacobian();
 * double[] values = new double[s.entries()];
 * s.values(x, values);             // row i holds values[rowStart[i]] ... values[rowStart[i + 1] - 1]
 * }</pre>
 *
 * <p>It belongs to the {@link CompiledFunction} or {@link Evaluator} that made it, and may be used by as many threads as that.
 */
public final class SparseJacobian {
    private static final double[] NOTHING = {};

    private final Evaluable function;
    private final Derivative derivative;
    private final SparsePattern pattern;
    private final Arguments arguments;
    private final Workspaces packed = new Workspaces();

    SparseJacobian(Evaluable function, Derivative derivative, SparseStructure.Found found) {
        this.function = function;
        this.derivative = derivative;
        this.pattern = found.pattern();
        this.arguments = found.arguments();
    }

    /** The number of rows: of all elements of all results, or for a Hessian of all variables. */
    public int rows() {
        return pattern.rows();
    }

    /** The number of columns: of all elements of all variables. */
    public int columns() {
        return pattern.columns();
    }

    /** The number of entries. */
    public int entries() {
        return pattern.column().length;
    }

    /** Where each row begins among the entries, and at the end their number: {@code rows() + 1} integers, a new array. */
    public int[] rowStart() {
        return pattern.rowStart().clone();
    }

    /** The column of each entry, ascending in each row, none twice: {@code entries()} integers, a new array. */
    public int[] column() {
        return pattern.column().clone();
    }

    /**
     * The values of the entries, in their order: fills {@code values}, {@code values.length == entries()}. Allocates nothing after the
     * first call.
     *
     * @throws JacobiException where an array has another length, or is both
     */
    public void values(double[] x, double[] values) {
        function.checkInput("x", x, columns());
        function.checkOutput("values", values, entries(), x);
        if (pattern.slots() == null) {
            function.run(derivative, arguments, x, NOTHING, values);
            return;
        }
        double[] own = packed.take(pattern.packed());
        function.run(derivative, arguments, x, NOTHING, own);
        Arrays.fill(values, 0);
        int[] slots = pattern.slots();
        for (int e = 0; e < slots.length; e++) {
            if (slots[e] >= 0) {
                values[slots[e]] += own[e];
            }
        }
        packed.giveBack(own);
        int[] upper = pattern.upper();
        for (int i = 0; upper != null && i < upper.length; i++) {
            values[upper[i]] = values[pattern.lower()[i]];
        }
    }
}
