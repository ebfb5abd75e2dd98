package dev.jacobi.optim;

import dev.jacobi.Evaluator;

/**
 * Looks along a direction for a step with the strong conditions of Wolfe: the loss has become smaller by some of what the slope promised, and
 * the slope is flatter. J. Nocedal and S. J. Wright, Numerical Optimization, 2nd edition 2006, algorithms 3.5 and 3.6 in one loop, with the
 * cubic of (3.59). The loss may differ by its rounding: near a minimum slopes still tell directions where values no longer do (W. W. Hager
 * and H. Zhang, SIAM J. Optim. 16, 2005, their approximate conditions). Allocates nothing after its start.
 */
final class LineSearch {
    /** The part of the decrease that the first slope promises. */
    static final double DECREASE = 1e-4;

    /** The part of the first slope that may be left. */
    static final double CURVATURE = 0.9;

    /** What rounding may change in a loss, as a part of it. */
    static final double ROUNDING = 0x1p-46;

    private static final int MOST_EVALUATIONS = 40;
    private static final double WIDER = 4;

    /** How far a step goes towards where the loss is no number. */
    private static final double CAREFUL = 0.25;

    /** The least part of an interval that a step leaves on both sides. */
    private static final double MARGIN = 0.1;

    private final Evaluator loss;
    private final Sample low = new Sample();
    private final Sample high = new Sample();
    private final Sample tried = new Sample();

    /** A step with the loss there and its slope along the direction. */
    private static final class Sample {
        private double step;
        private double value;
        private double slope;

        void set(double newStep, double newValue, double newSlope) {
            step = newStep;
            value = newValue;
            slope = newSlope;
        }

        void set(Sample other) {
            set(other.step, other.value, other.slope);
        }

        boolean isFinite() {
            return Double.isFinite(value) && Double.isFinite(slope);
        }
    }

    LineSearch(Evaluator loss) {
        this.loss = loss;
    }

    /**
     * Moves {@code to} to where such a step leads; where none is found, to the last place that was tried.
     *
     * @param from where the direction begins
     * @param least the least loss so far, which is that at {@code from} but for rounding
     * @param slope the slope there along the direction, below 0
     * @param first the step to try first
     * @return whether the loss there is smaller than {@code least}, but for rounding
     */
    boolean search(Place from, double least, double[] direction, double slope, double first, Place to) {
        double rounding = ROUNDING * Math.abs(least);
        low.set(0, from.value(), slope);
        high.step = Double.POSITIVE_INFINITY;
        double step = first;
        for (int evaluations = 1; evaluations <= MOST_EVALUATIONS; evaluations++) {
            evaluate(from, step, direction, to);
            boolean isTooHigh = !(tried.value <= least + rounding + DECREASE * step * slope)
                    || tried.value > low.value + rounding
                    || !tried.isFinite();
            if (isTooHigh) {
                high.set(tried);
            } else if (Math.abs(tried.slope) <= CURVATURE * -slope) {
                return true;
            } else {
                if (tried.slope * Math.signum(high.step - low.step) >= 0) {
                    high.set(low);
                }
                low.set(tried);
            }
            step = next(evaluations);
            if (step == low.step || step == high.step) {
                break;
            }
        }
        if (low.step == 0) {
            return false;
        }
        evaluate(from, low.step, direction, to);
        return true;
    }

    private void evaluate(Place from, double step, double[] direction, Place to) {
        to.evaluate(loss, from, step, direction);
        double slope = to.isFinite() ? Place.dot(to.gradient(), direction) : Double.NaN;
        tried.set(step, to.value(), slope);
    }

    /** The next step: further out until there is an end, then between both. */
    private double next(int evaluations) {
        if (high.step == Double.POSITIVE_INFINITY) {
            return WIDER * low.step;
        }
        double width = high.step - low.step;
        if (!high.isFinite()) {
            return low.step + CAREFUL * width;
        }
        // A cubic may creep towards one end, so that now and then the middle is taken.
        double part = evaluations % 3 == 0 ? 0.5 : leastOfCubic(width);
        return low.step + width * part;
    }

    /** Where between both the cubic with their values and slopes is least, as a part of the width and away from its ends. */
    private double leastOfCubic(double width) {
        double bend = low.slope + high.slope - 3 * (high.value - low.value) / width;
        double root = Math.signum(width) * Math.sqrt(bend * bend - low.slope * high.slope);
        double part = 1 - (high.slope + root - bend) / (high.slope - low.slope + 2 * root);
        return Double.isFinite(part) ? Math.max(MARGIN, Math.min(1 - MARGIN, part)) : 0.5;
    }
}
