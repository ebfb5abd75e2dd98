package dev.jacobi.interpret;

import dev.jacobi.graph.Equation;
import java.util.Arrays;

/** Newton's method, as {@link Equation} defines it, for a vector; a number is one with one element. */
final class Newton {
    private final double tolerance;
    private final int limit;
    private final Part residual;
    private final Part slope;

    /** The residual or, row-major, the slope at a vector. */
    interface Part {
        void compute(double[] at, double[] into);
    }

    Newton(Equation equation, Part residual, Part slope) {
        this.tolerance = equation.tolerance().constant();
        this.limit = equation.limit();
        this.residual = residual;
        this.slope = slope;
    }

    /** Puts a root in the place of a guess, NaN where none is found. */
    void improve(double[] best) {
        if (!finds(best)) {
            Arrays.fill(best, Double.NaN);
        }
    }

    private boolean finds(double[] best) {
        double[] step = new double[best.length];
        double size = Double.POSITIVE_INFINITY;
        boolean halved = false;
        for (int k = 0; k < limit; k++) {
            double[] at = minus(best, step);
            double[] value = new double[best.length];
            residual.compute(at, value);
            if (largest(value) < size) {
                System.arraycopy(at, 0, best, 0, at.length);
                size = largest(value);
                step = step(at, value);
                halved = false;
                double[] next = minus(best, step);
                if (!(largest(step) < Double.POSITIVE_INFINITY)) {
                    return false;
                } else if (largest(step) <= tolerance * largest(next)) {
                    System.arraycopy(next, 0, best, 0, next.length);
                    return true;
                }
            } else if (size == Double.POSITIVE_INFINITY) {
                return false;
            } else if (!halved && largest(step) <= tolerance) {
                return true;
            } else {
                halved = true;
                for (int i = 0; i < step.length; i++) {
                    step[i] *= 0.5;
                }
            }
        }
        return false;
    }

    private double[] step(double[] at, double[] value) {
        double[] matrix = new double[at.length * at.length];
        slope.compute(at, matrix);
        double[] step = value.clone();
        LinearSystems.solve(matrix, step);
        return step;
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    private static double largest(double[] vector) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double element : vector) {
            largest = Math.max(largest, Math.abs(element));
        }
        return largest;
    }
}
