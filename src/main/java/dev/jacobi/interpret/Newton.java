package dev.jacobi.interpret;

import java.util.function.DoubleUnaryOperator;

/** Newton's method, as {@link dev.jacobi.graph.Equation} defines it. */
final class Newton {
    private Newton() {}

    /** A root of the residual; NaN where none is found. */
    static double root(
            double guess, double tolerance, int limit, DoubleUnaryOperator residual, DoubleUnaryOperator slope) {
        double base = guess;
        double step = 0;
        double size = Double.POSITIVE_INFINITY;
        boolean halved = false;
        for (int k = 0; k < limit; k++) {
            double at = base - step;
            double value = residual.applyAsDouble(at);
            if (Math.abs(value) < size) {
                base = at;
                size = Math.abs(value);
                step = value / slope.applyAsDouble(at);
                halved = false;
                double next = base - step;
                if (!(Math.abs(step) < Double.POSITIVE_INFINITY)) {
                    return Double.NaN;
                } else if (Math.abs(step) <= tolerance * Math.abs(next)) {
                    return next;
                }
            } else if (size == Double.POSITIVE_INFINITY) {
                return Double.NaN;
            } else if (!halved && Math.abs(step) <= tolerance) {
                return base;
            } else {
                step *= 0.5;
                halved = true;
            }
        }
        return Double.NaN;
    }
}
