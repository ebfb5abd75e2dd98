package dev.jacobi;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.op.Type;
import java.util.List;

/**
 * A compiled function's entry points. In all of them {@code x} holds all variables, flattened in declared order; outputs are
 * overwritten, never added to, and an output array may not be an input array. With n variables and m results:
 *
 * <p>The value that {@link #gradient} and {@link #hessian} return has the bits of {@link #value}.
 */
public abstract sealed class Evaluable permits CompiledFunction, Evaluator, BatchEvaluator {
    private static final double[] NOTHING = {};

    private final FunctionGraph function;
    private final boolean single;
    private final boolean arrays;

    Evaluable(FunctionGraph function) {
        this.function = function;
        this.arrays = function.hasArrays();
        this.single =
                function.results().size() == 1 && function.results().get(0).type() == Type.REAL;
    }

    FunctionGraph graph() {
        return function;
    }

    /** The names of the variables, in order. */
    public List<String> variables() {
        return function.variables();
    }

    /** The names of the data, in order. */
    public List<String> data() {
        return function.data();
    }

    /** The number of results, an array counted as one. */
    public int resultCount() {
        return function.results().size();
    }

    /**
     * The number m of elements that all results have together.
     *
     * @throws JacobiException where {@code x.length != n}, or data is not bound
     */
    public int resultLength(double[] x) {
        Arguments arguments = arguments(x);
        checkInput("x", x, arguments.n());
        return arguments.m();
    }

    /** What a kernel takes beside these variables. */
    abstract Arguments arguments(double[] x);

    /** Which entries a sparse derivative has for the sizes and data that are bound. */
    abstract SparseStructure.Found structure(Derivative derivative);

    /** Runs an entry point. */
    abstract double run(Derivative derivative, Arguments arguments, double[] x, double[] seed, double[] out);

    /**
     * The value of a function with one result.
     *
     * @throws JacobiException where it has several, {@code x.length != n}, or data is not bound
     */
    public double value(double[] x) {
        requireSingle("value(x)", "value(x, y)");
        Arguments arguments = arguments(x);
        checkInput("x", x, arguments.n());
        return run(Derivative.VALUE, arguments, x, NOTHING, NOTHING);
    }

    /** All results: fills {@code y}, {@code y.length == m}. */
    public void value(double[] x, double[] y) {
        Arguments arguments = arguments(x);
        checkInput("x", x, arguments.n());
        checkOutput("y", y, arguments.m(), x);
        double value = run(Derivative.VALUE, arguments, x, NOTHING, y);
        if (single) {
            y[0] = value;
        }
    }

    /** The value and the gradient, in reverse mode: fills {@code g}, {@code g.length == n}, at a small multiple of the value's cost. */
    public double gradient(double[] x, double[] g) {
        requireSingle("gradient", "jacobian");
        Arguments arguments = arguments(x);
        checkInput("x", x, arguments.n());
        checkOutput("g", g, arguments.n(), x);
        return run(Derivative.GRADIENT, arguments, x, NOTHING, g);
    }

    /** The Jacobian, row-major, a row a result: fills {@code j}, {@code j.length == m * n}. */
    public void jacobian(double[] x, double[] j) {
        Arguments arguments = arguments(x);
        checkInput("x", x, arguments.n());
        checkOutput("j", j, entries(arguments.m(), arguments.n()), x);
        run(Derivative.JACOBIAN, arguments, x, NOTHING, j);
    }

    /** The value and the Hessian, row-major and exactly symmetric: fills {@code h}, {@code h.length == n * n}. */
    public double hessian(double[] x, double[] h) {
        requireSingle("hessian", "jacobian");
        Arguments arguments = arguments(x);
        checkInput("x", x, arguments.n());
        int n = arguments.n();
        checkOutput("h", h, entries(n, n), x);
        double value = run(Derivative.HESSIAN, arguments, x, NOTHING, h);
        if (arrays) {
            mirror(h, n);
        }
        return value;
    }

    /** How many entries a dense matrix has. */
    static int entries(int rows, int columns) {
        if ((long) rows * columns > Integer.MAX_VALUE) {
            throw new JacobiException(
                    ErrorCode.LIMIT,
                    "a dense matrix of " + rows + " * " + columns
                            + " entries does not fit into an array; take products "
                            + "with vectors (jvp, vjp, hessianVectorProduct) or the sparse form");
        }
        return rows * columns;
    }

    /** Copies what is below the diagonal to above it: loops fill the lower triangle only. */
    static void mirror(double[] h, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                h[j * n + i] = h[i * n + j];
            }
        }
    }

    /** The Jacobian times {@code dx}, in forward mode: fills {@code dy}, {@code dy.length == m}. The seeds count as numbers. */
    public void jvp(double[] x, double[] dx, double[] dy) {
        Arguments arguments = arguments(x);
        checkInput("x", x, arguments.n());
        checkInput("dx", dx, arguments.n());
        checkOutput("dy", dy, arguments.m(), x);
        checkOutput("dy", dy, arguments.m(), dx);
        run(Derivative.JVP, arguments, x, dx, dy);
    }

    /** {@code yBar} times the Jacobian, in reverse mode: fills {@code xBar}, {@code xBar.length == n}. The seeds count as numbers. */
    public void vjp(double[] x, double[] yBar, double[] xBar) {
        Arguments arguments = arguments(x);
        checkInput("x", x, arguments.n());
        checkInput("yBar", yBar, arguments.m());
        checkOutput("xBar", xBar, arguments.n(), x);
        checkOutput("xBar", xBar, arguments.n(), yBar);
        run(Derivative.VJP, arguments, x, yBar, xBar);
    }

    /** The value and the Hessian times {@code v}, forward over reverse: fills {@code hv}, {@code hv.length == n}. */
    public double hessianVectorProduct(double[] x, double[] v, double[] hv) {
        requireSingle("hessianVectorProduct", "jvp");
        Arguments arguments = arguments(x);
        checkInput("x", x, arguments.n());
        checkInput("v", v, arguments.n());
        checkOutput("hv", hv, arguments.n(), x);
        checkOutput("hv", hv, arguments.n(), v);
        return run(Derivative.HESSIAN_VECTOR_PRODUCT, arguments, x, v, hv);
    }

    /**
     * The Jacobian by the entries that sizes and integer data do not say to be zero: for each row those whose elements its formula reads.
     * All integer data must be bound, and all sizes known by data or by name. One reverse sweep a row.
     *
     * @throws JacobiException where data or a size is not bound
     */
    public SparseJacobian sparseJacobian() {
        return new SparseJacobian(this, Derivative.SPARSE_JACOBIAN, structure(Derivative.SPARSE_JACOBIAN));
    }

    /** The Hessian likewise, exactly symmetric, with the entries on both sides of the diagonal. */
    public SparseJacobian sparseHessian() {
        requireSingle("sparseHessian", "sparseJacobian");
        return new SparseJacobian(this, Derivative.SPARSE_HESSIAN, structure(Derivative.SPARSE_HESSIAN));
    }

    private void requireSingle(String method, String instead) {
        if (!single) {
            throw new JacobiException(
                    ErrorCode.ARGUMENT,
                    method + " needs a function with one number as its result, this one has "
                            + (resultCount() == 1 ? "an array" : resultCount()) + "; use " + instead);
        }
    }

    void checkInput(String name, double[] array, int length) {
        if (array == null || array.length != length) {
            String found = array == null ? "is null" : "has " + array.length + " elements";
            throw new JacobiException(
                    ErrorCode.ARGUMENT,
                    name + " " + found + ", needed are " + length + "; the variables are " + variables());
        }
    }

    void checkOutput(String name, double[] array, int length, double[] input) {
        checkInput(name, array, length);
        if (array == input) {
            throw new JacobiException(ErrorCode.ARGUMENT, "the output array " + name + " is also an input array");
        }
    }
}
