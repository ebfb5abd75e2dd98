package dev.jacobi.optim.hipparchus;

import dev.jacobi.CompiledFunction;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import org.hipparchus.ode.ODEJacobiansProvider;

/** A differential equation, whose function takes the time before the state, or does not take it. */
final class Equation implements ODEJacobiansProvider {
    private final CompiledFunction f;
    private final int dimension;
    private final int times;

    Equation(CompiledFunction f, int dimension, int times) {
        this.f = f;
        this.dimension = dimension;
        this.times = times;
        int results = f.resultLength(new double[times + dimension]);
        if (results != dimension) {
            throw new JacobiException(
                    ErrorCode.ARGUMENT,
                    "a differential equation for " + dimension + " numbers needs as many results; the function of "
                            + f.variables() + " has " + results);
        }
    }

    @Override
    public int getDimension() {
        return dimension;
    }

    @Override
    public double[] computeDerivatives(double t, double[] y) {
        double[] derivatives = new double[dimension];
        f.value(point(t, y), derivatives);
        return derivatives;
    }

    @Override
    public double[][] computeMainStateJacobian(double t, double[] y, double[] derivatives) {
        return Residuals.rows(f, point(t, y), times);
    }

    private double[] point(double t, double[] y) {
        if (times == 0) {
            return y;
        }
        double[] point = new double[1 + dimension];
        point[0] = t;
        System.arraycopy(y, 0, point, 1, dimension);
        return point;
    }
}
