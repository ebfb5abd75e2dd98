package dev.jacobi.optim;

import dev.jacobi.Evaluator;

/** Parameters with the loss and its gradient there. For one thread. */
final class Place {
    private final double[] x;
    private final double[] gradient;
    private double value;
    private double norm;

    /** A place that has yet to be evaluated. */
    Place(double[] x) {
        this.x = x;
        this.gradient = new double[x.length];
    }

    double[] x() {
        return x;
    }

    double[] gradient() {
        return gradient;
    }

    double value() {
        return value;
    }

    /** The norm of the gradient. */
    double norm() {
        return norm;
    }

    void evaluate(Evaluator loss) {
        value = loss.gradient(x, gradient);
        norm = Math.sqrt(dot(gradient, gradient));
    }

    /** Goes to where a step from another place leads, and evaluates. */
    void evaluate(Evaluator loss, Place from, double step, double[] direction) {
        for (int i = 0; i < x.length; i++) {
            x[i] = from.x[i] + step * direction[i];
        }
        evaluate(loss);
    }

    /** Whether the loss is a number there, and its gradient one that can be followed. */
    boolean isFinite() {
        return Double.isFinite(value) && Double.isFinite(norm);
    }

    double distance(Place other) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (other.x[i] - x[i]) * (other.x[i] - x[i]);
        }
        return Math.sqrt(sum);
    }

    /** Added up by index, so that all runs have the same bits. */
    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
