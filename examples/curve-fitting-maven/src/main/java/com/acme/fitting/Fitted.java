package com.acme.fitting;

import dev.jacobi.CompiledFunction;
import dev.jacobi.optim.hipparchus.Fit;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/** A model with the parameters that fit best. Immutable. */
public final class Fitted {
    private final CompiledFunction curve;
    private final Fit fit;
    private final int points;
    /** (J'J)^-1 times the variance of the residuals. */
    private final RealMatrix covariance;

    Fitted(CompiledFunction curve, Fit fit, double[] jacobian) {
        this.curve = curve;
        this.fit = fit;
        int columns = fit.parameters().length;
        this.points = jacobian.length / columns;
        RealMatrix matrix = new Array2DRowRealMatrix(points, columns);
        for (int i = 0; i < jacobian.length; i++) {
            matrix.setEntry(i / columns, i % columns, jacobian[i]);
        }
        RealMatrix inverse = new QRDecomposition(matrix).getSolver().getInverse();
        double variance = fit.sumOfSquares() / (points - columns);
        this.covariance = inverse.multiplyTransposed(inverse).scalarMultiply(variance);
    }

    /** The parameters in the order of {@link Model#parameters}. */
    public double[] parameters() {
        return fit.parameters().clone();
    }

    /** How far the parameters may be off, one standard deviation of each. */
    public double[] standardErrors() {
        return fit.standardErrors().clone();
    }

    /** The sum of the squares of what the curve misses the points by. */
    public double sumOfSquares() {
        return fit.sumOfSquares();
    }

    /** H. Akaike's criterion, 1974, up to a constant of the points: the model for which it is least is to be preferred. */
    public double akaike() {
        int estimated = fit.parameters().length + 1; // the variance is one more
        return points * Math.log(fit.sumOfSquares() / points) + 2 * estimated;
    }

    /** The curve's value somewhere, with its standard deviation as the gradient by the parameters carries it over from theirs. */
    public Prediction at(double x) {
        double[] gradient = new double[fit.parameters().length];
        double value = curve.bind("x", x).gradient(fit.parameters(), gradient);
        RealVector g = new ArrayRealVector(gradient, false);
        return new Prediction(value, Math.sqrt(g.dotProduct(covariance.operate(g))));
    }

    /**
     * A value of the curve.
     *
     * @param value the best guess
     * @param standardError one standard deviation
     */
    public record Prediction(double value, double standardError) {}
}
