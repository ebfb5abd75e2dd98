package dev.jacobi.optim.hipparchus;

import dev.jacobi.CompiledFunction;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;

/**
 * Minimisation of the sum of the squares of a function's results, by Hipparchus and with the function's Jacobian. Immutable.
 *
 * <pre>{@code
 * CompiledFunction residuals = Jacobi.compile("function r(a, b; x[N], y[N]) = [i in N: a * exp(b * x[i]) - y[i]]")
 *         .bind("x", x).bind("y", y);
 * Fit fit = LeastSquares.levenbergMarquardt(residuals).minimize(new double[] {1, -1});
 * }</pre>
 *
 * <p>The Jacobian is dense: memory for results times variables numbers.
 */
public final class LeastSquares {
    /** Hipparchus takes a smaller tolerance for a mistake once it has come as far as numbers go. */
    private static final double LEAST_TOLERANCE = 1e-15;

    private final Method method;
    private final CompiledFunction residuals;
    private final int steps;
    private final double tolerance;

    /** How a step is found. */
    enum Method {
        LEVENBERG_MARQUARDT("Levenberg-Marquardt"),
        GAUSS_NEWTON("Gauss-Newton");

        final String text;

        Method(String text) {
            this.text = text;
        }
    }

    private LeastSquares(Method method, CompiledFunction residuals, int steps, double tolerance) {
        this.method = method;
        this.residuals = residuals;
        this.steps = steps;
        this.tolerance = tolerance;
    }

    /**
     * K. Levenberg, A method for the solution of certain non-linear problems in least squares, 1944, and D. Marquardt, An algorithm for
     * least-squares estimation of nonlinear parameters, 1963, as in MINPACK. A step to where a result is no number is taken back and made
     * shorter.
     *
     * @param residuals a function with numbers, arrays or both as its results, with its data bound
     */
    public static LeastSquares levenbergMarquardt(CompiledFunction residuals) {
        return new LeastSquares(Method.LEVENBERG_MARQUARDT, residuals, 1000, 1e-14);
    }

    /** Gauss and Newton's method: steps of the full length, for a start that is near. The Jacobian is decomposed by QR. */
    public static LeastSquares gaussNewton(CompiledFunction residuals) {
        return new LeastSquares(Method.GAUSS_NEWTON, residuals, 1000, 1e-14);
    }

    /** These settings with another number of most steps; unless told otherwise it is 1000. */
    public LeastSquares steps(int most) {
        if (most < 1) {
            throw misfit("steps is " + most + ", it must be at least 1", null);
        }
        return new LeastSquares(method, residuals, most, tolerance);
    }

    /**
     * These settings with another tolerance; unless told otherwise it is 1e-14. A minimisation ends where a step changes the sum of squares
     * or the parameters by at most so much of themselves; with Levenberg and Marquardt also where the residuals are so nearly orthogonal to
     * the Jacobian's columns.
     *
     * @throws JacobiException unless it is at least 1e-15 and below 1
     */
    public LeastSquares tolerance(double value) {
        if (!(value >= LEAST_TOLERANCE && value < 1)) {
            throw misfit("tolerance is " + value + ", it must be at least " + LEAST_TOLERANCE + " and below 1", null);
        }
        return new LeastSquares(method, residuals, steps, value);
    }

    /**
     * Goes from a start to a minimum nearby.
     *
     * @param start all variables, flattened in declared order; it is copied
     * @throws JacobiException where {@code start} has another length than the variables, data is not bound, there are fewer results than
     *     variables, a result or an entry of the Jacobian is not finite at the start, all steps are made without an end, the Jacobian is
     *     singular and the method Gauss and Newton's, or Hipparchus is not on the class path
     */
    public Fit minimize(double[] start) {
        return Library.call(method.text, () -> LeastSquaresRun.of(this, start.clone()));
    }

    Method method() {
        return method;
    }

    CompiledFunction residuals() {
        return residuals;
    }

    int steps() {
        return steps;
    }

    double tolerance() {
        return tolerance;
    }

    JacobiException misfit(String message, Exception cause) {
        return new JacobiException(ErrorCode.ARGUMENT, method.text + ": " + message, cause);
    }
}
