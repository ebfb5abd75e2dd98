package dev.jacobi.optim.hipparchus;

import dev.jacobi.CompiledFunction;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.ValueAndJacobianFunction;
import org.hipparchus.util.Pair;

/** All results of a function, with their Jacobian. */
record Residuals(CompiledFunction f) implements ValueAndJacobianFunction {

    @Override
    public Pair<RealVector, RealMatrix> value(RealVector point) {
        double[] x = point.toArray();
        return new Pair<>(computeValue(x), computeJacobian(x));
    }

    @Override
    public RealVector computeValue(double[] x) {
        double[] y = new double[f.resultLength(x)];
        f.value(x, y);
        return new ArrayRealVector(y, false);
    }

    @Override
    public RealMatrix computeJacobian(double[] x) {
        return new Array2DRowRealMatrix(rows(f, x, 0), false);
    }

    /** The rows of a Jacobian, without the first columns. */
    static double[][] rows(CompiledFunction f, double[] x, int first) {
        int results = f.resultLength(x);
        if ((long) results * x.length > Integer.MAX_VALUE) {
            throw new JacobiException(
                    ErrorCode.LIMIT, "a dense Jacobian of " + results + " * " + x.length + " entries is too large");
        }
        double[] all = new double[results * x.length];
        f.jacobian(x, all);
        double[][] rows = new double[results][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(all, i * x.length + first, (i + 1) * x.length);
        }
        return rows;
    }
}
