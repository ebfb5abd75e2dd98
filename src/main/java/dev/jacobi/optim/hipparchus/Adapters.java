package dev.jacobi.optim.hipparchus;

import dev.jacobi.CompiledFunction;
import dev.jacobi.diag.JacobiException;
import org.hipparchus.ode.ODEJacobiansProvider;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.hipparchus.optim.nonlinear.vector.leastsquares.ValueAndJacobianFunction;

/**
 * Compiled functions as Hipparchus takes them; whoever calls this has it, since the types are its own. All are thread-safe; each value is a
 * new array, as Hipparchus keeps them. A point of another length than the variables, or data that is not bound, is a
 * {@link JacobiException} at the first call.
 */
public final class Adapters {
    private Adapters() {}

    /** A function with one number as its result, to be minimised or maximised. */
    public static ObjectiveFunction objective(CompiledFunction f) {
        return new ObjectiveFunction(f::value);
    }

    /** Its gradient. */
    public static ObjectiveFunctionGradient gradient(CompiledFunction f) {
        return new ObjectiveFunctionGradient(x -> {
            double[] gradient = new double[x.length];
            f.gradient(x, gradient);
            return gradient;
        });
    }

    /**
     * All results of a function and their Jacobian, a row a result; each on its own where only it is asked for. For
     * {@code LeastSquaresBuilder.model}.
     */
    public static ValueAndJacobianFunction residuals(CompiledFunction f) {
        return new Residuals(f);
    }

    /**
     * The differential equation y' = f(y).
     *
     * @param f a function with as many results as variables
     * @param dimension how many
     * @throws JacobiException where they are not
     */
    public static ODEJacobiansProvider equation(CompiledFunction f, int dimension) {
        return new Equation(f, dimension, 0);
    }

    /**
     * The differential equation y' = f(t, y).
     *
     * @param f a function of t, which is a number, and of as many variables behind it as it has results
     * @param dimension how many
     * @throws JacobiException where they are not
     */
    public static ODEJacobiansProvider equationInTime(CompiledFunction f, int dimension) {
        return new Equation(f, dimension, 1);
    }
}
