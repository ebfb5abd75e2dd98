package dev.jacobi.optim;

/**
 * The last steps of a minimisation, each with the change of the gradient along it: what L-BFGS knows of the curvature. Allocates nothing
 * after its start.
 */
final class CurvaturePairs {
    /** A slope's change along a step that is less than this part of both lengths says nothing but rounding. */
    private static final double ROUNDING = 0x1p-52;

    /** One more than are kept, so that a pair that is not taken overwrites none. */
    private final double[][] steps;

    private final double[][] changes;
    private final double[] products;
    private final double[] weights;
    private int count;
    private int next;

    /** The inverse curvature along the last step: the first guess for all directions. */
    private double scale;

    CurvaturePairs(int most, int parameters) {
        this.steps = new double[most + 1][parameters];
        this.changes = new double[most + 1][parameters];
        this.products = new double[most + 1];
        this.weights = new double[most + 1];
    }

    boolean isEmpty() {
        return count == 0;
    }

    void clear() {
        count = 0;
    }

    /** Takes the step between two places, in the place of the oldest; not where the curvature along it is not positive. */
    void add(Place from, Place to) {
        double[] step = steps[next];
        double[] change = changes[next];
        for (int i = 0; i < step.length; i++) {
            step[i] = to.x()[i] - from.x()[i];
            change[i] = to.gradient()[i] - from.gradient()[i];
        }
        double product = Place.dot(step, change);
        double square = Place.dot(change, change);
        double least = ROUNDING * Math.sqrt(Place.dot(step, step)) * Math.sqrt(square);
        if (product > least && isUsable(product / square) && isUsable(1 / product)) {
            products[next] = product;
            scale = product / square;
            next = (next + 1) % steps.length;
            count = Math.min(count + 1, steps.length - 1);
        }
    }

    private static boolean isUsable(double factor) {
        return factor > 0 && factor < Double.POSITIVE_INFINITY;
    }

    /**
     * The direction in which to go: minus the inverse of the curvature, as far as it is known, times the gradient. J. Nocedal and
     * S. J. Wright, Numerical Optimization, 2nd edition 2006, algorithm 7.4, the two loops.
     */
    void direction(double[] gradient, double[] d) {
        for (int i = 0; i < d.length; i++) {
            d[i] = -gradient[i];
        }
        if (isEmpty()) {
            return;
        }
        for (int back = 1; back <= count; back++) {
            int k = Math.floorMod(next - back, steps.length);
            weights[k] = Place.dot(steps[k], d) / products[k];
            add(d, -weights[k], changes[k]);
        }
        for (int i = 0; i < d.length; i++) {
            d[i] *= scale;
        }
        for (int back = count; back >= 1; back--) {
            int k = Math.floorMod(next - back, steps.length);
            add(d, weights[k] - Place.dot(changes[k], d) / products[k], steps[k]);
        }
    }

    private static void add(double[] sum, double factor, double[] v) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * v[i];
        }
    }
}
