package com.acme.classify;

import java.util.Arrays;

/**
 * Logistic regression, trained by Newton's method. The gradient and the Hessian of the loss are generated from {@code logistic.jacobi}.
 * Immutable.
 */
public final class Classifier {
    private static final int MOST_STEPS = 100;
    private static final double SMALL = 1e-12;

    private final double[] weights;
    private final double intercept;
    private final double[] standardErrors;
    private final double loss;
    private final int steps;

    private Classifier(double[] parameters, double[] standardErrors, double loss, int steps) {
        int last = parameters.length - 1;
        this.weights = Arrays.copyOf(parameters, last);
        this.intercept = parameters[last];
        this.standardErrors = standardErrors;
        this.loss = loss;
        this.steps = steps;
    }

    /**
     * Finds the weights for which the labels are the likeliest.
     *
     * @throws IllegalArgumentException where there are none: a plane parts the two labels, or a column depends on others
     */
    public static Classifier train(Table table) {
        int n = table.columns().size() + 1;
        double[] parameters = new double[n];
        double[] gradient = new double[n];
        double[] hessian = new double[n * n];
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] w = Arrays.copyOf(parameters, n - 1);
            double b = parameters[n - 1];
            double loss = LogisticLoss.gradient(w, b, table.X(), table.y(), gradient);
            LogisticLoss.hessian(w, b, table.X(), table.y(), hessian);
            Cholesky curvature = decompose(hessian, n);
            double[] change = curvature.solve(gradient);
            if (dot(gradient, change) <= SMALL * SMALL * (1 + loss)) {
                return new Classifier(parameters, standardErrors(curvature, n), loss, step);
            }
            parameters = descend(table, parameters, change, loss);
            refuseParted(table, parameters);
        }
        throw new IllegalArgumentException("no end after " + MOST_STEPS + " steps: the labels are nearly parted");
    }

    /** A step of Newton's, halved until the loss is no larger. */
    private static double[] descend(Table table, double[] from, double[] change, double loss) {
        for (double part = 1; ; part /= 2) {
            double[] to = new double[from.length];
            for (int i = 0; i < to.length; i++) {
                to[i] = from[i] - part * change[i];
            }
            double[] w = Arrays.copyOf(to, to.length - 1);
            if (LogisticLoss.value(w, to[to.length - 1], table.X(), table.y()) <= loss + SMALL || part < SMALL) {
                return to;
            }
        }
    }

    /** Where a plane has all rows on their right sides, longer weights are always likelier, without an end. */
    private static void refuseParted(Table table, double[] parameters) {
        int columns = parameters.length - 1;
        for (int row = 0; row < table.y().length; row++) {
            double score = parameters[columns];
            for (int column = 0; column < columns; column++) {
                score += parameters[column] * table.X()[row * columns + column];
            }
            if (score * table.y()[row] <= 0) {
                return;
            }
        }
        throw new IllegalArgumentException("a plane parts the two labels: no finite weights are the likeliest");
    }

    private static Cholesky decompose(double[] hessian, int n) {
        try {
            return new Cholesky(hessian, n);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the weights are not determined: a column depends on others", e);
        }
    }

    /** The roots of the diagonal of the Hessian's inverse. */
    private static double[] standardErrors(Cholesky curvature, int n) {
        double[] errors = new double[n];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            errors[i] = Math.sqrt(curvature.solve(unit)[i]);
        }
        return errors;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** How likely a row has the label that was looked for. */
    public double probability(double... row) {
        return Probability.value(weights, intercept, row);
    }

    /** A weight for each column. */
    public double[] weights() {
        return weights.clone();
    }

    /** What stands beside the weights. */
    public double intercept() {
        return intercept;
    }

    /** One standard deviation of each weight, then that of the intercept. */
    public double[] standardErrors() {
        return standardErrors.clone();
    }

    /** The logarithm of the labels' likelihood: 0 at most. */
    public double logLikelihood() {
        return -loss;
    }

    /** How many steps of Newton's method the training took. */
    public int steps() {
        return steps;
    }
}
