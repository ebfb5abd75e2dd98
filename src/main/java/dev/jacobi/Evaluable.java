package dev.jacobi;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.util.List;

/**
 * A compiled function's entry points. In all of them {@code x} holds all variables, flattened in declared order; outputs are
 * overwritten, never added to, and an output array may not be an input array. With n variables and m results:
 *
 * <p>The value that {@link #gradient} and {@link #hessian} return has the bits of {@link #value}.
 */
public abstract sealed class Evaluable permits CompiledFunction, Evaluator {
    private static final double[] NOTHING = {};

    private final List<String> variables;
    private final List<String> data;
    private final int n;
    private final int m;

    Evaluable(List<String> variables, List<String> data, int resultCount) {
        this.variables = variables;
        this.data = data;
        this.n = variables.size();
        this.m = resultCount;
    }

    /** The names of the variables, in order. */
    public List<String> variables() {
        return variables;
    }

    /** The names of the data, in order. */
    public List<String> data() {
        return data;
    }

    /** The number of results. */
    public int resultCount() {
        return m;
    }

    /** Runs an entry point. */
    abstract double run(Derivative derivative, double[] x, double[] seed, double[] out);

    /**
     * The value of a function with one result.
     *
     * @throws JacobiException where it has several, {@code x.length != n}, or data is not bound
     */
    public double value(double[] x) {
        requireSingle("value(x)", "value(x, y)");
        checkInput("x", x, n);
        return run(Derivative.VALUE, x, NOTHING, NOTHING);
    }

    /** All results: fills {@code y}, {@code y.length == m}. */
    public void value(double[] x, double[] y) {
        checkInput("x", x, n);
        checkOutput("y", y, m, x);
        double value = run(Derivative.VALUE, x, NOTHING, y);
        if (m == 1) {
            y[0] = value;
        }
    }

    /** The value and the gradient, in reverse mode: fills {@code g}, {@code g.length == n}, at a small multiple of the value's cost. */
    public double gradient(double[] x, double[] g) {
        requireSingle("gradient", "jacobian");
        checkInput("x", x, n);
        checkOutput("g", g, n, x);
        return run(Derivative.GRADIENT, x, NOTHING, g);
    }

    /** The Jacobian, row-major, a row a result: fills {@code j}, {@code j.length == m * n}. */
    public void jacobian(double[] x, double[] j) {
        checkInput("x", x, n);
        checkOutput("j", j, m * n, x);
        run(Derivative.JACOBIAN, x, NOTHING, j);
    }

    /** The value and the Hessian, row-major and exactly symmetric: fills {@code h}, {@code h.length == n * n}. */
    public double hessian(double[] x, double[] h) {
        requireSingle("hessian", "jacobian");
        checkInput("x", x, n);
        checkOutput("h", h, n * n, x);
        return run(Derivative.HESSIAN, x, NOTHING, h);
    }

    /** The Jacobian times {@code dx}, in forward mode: fills {@code dy}, {@code dy.length == m}. The seeds count as numbers. */
    public void jvp(double[] x, double[] dx, double[] dy) {
        checkInput("x", x, n);
        checkInput("dx", dx, n);
        checkOutput("dy", dy, m, x);
        checkOutput("dy", dy, m, dx);
        run(Derivative.JVP, x, dx, dy);
    }

    /** {@code yBar} times the Jacobian, in reverse mode: fills {@code xBar}, {@code xBar.length == n}. The seeds count as numbers. */
    public void vjp(double[] x, double[] yBar, double[] xBar) {
        checkInput("x", x, n);
        checkInput("yBar", yBar, m);
        checkOutput("xBar", xBar, n, x);
        checkOutput("xBar", xBar, n, yBar);
        run(Derivative.VJP, x, yBar, xBar);
    }

    /** The value and the Hessian times {@code v}, forward over reverse: fills {@code hv}, {@code hv.length == n}. */
    public double hessianVectorProduct(double[] x, double[] v, double[] hv) {
        requireSingle("hessianVectorProduct", "jvp");
        checkInput("x", x, n);
        checkInput("v", v, n);
        checkOutput("hv", hv, n, x);
        checkOutput("hv", hv, n, v);
        return run(Derivative.HESSIAN_VECTOR_PRODUCT, x, v, hv);
    }

    private void requireSingle(String method, String instead) {
        if (m != 1) {
            throw new JacobiException(
                    ErrorCode.ARGUMENT,
                    method + " needs a function with one result, this one has " + m + "; use " + instead);
        }
    }

    private void checkInput(String name, double[] array, int length) {
        if (array == null || array.length != length) {
            String found = array == null ? "is null" : "has " + array.length + " elements";
            throw new JacobiException(
                    ErrorCode.ARGUMENT,
                    name + " " + found + ", needed are " + length + "; the variables are " + variables);
        }
    }

    private void checkOutput(String name, double[] array, int length, double[] input) {
        checkInput(name, array, length);
        if (array == input) {
            throw new JacobiException(ErrorCode.ARGUMENT, "the output array " + name + " is also an input array");
        }
    }
}
