package dev.jacobi.optim;

import dev.jacobi.Evaluator;

/** One minimisation by L-BFGS as it goes on. For one thread; a step allocates nothing. */
final class LbfgsRun {
    /** Among those are steps that a later one profits from: gradients need not become smaller in each. */
    private static final int MOST_VAIN = 20;

    private final Lbfgs settings;
    private final Evaluator loss;
    private final LineSearch search;
    private final CurvaturePairs pairs;
    private final double[] direction;
    /** Of the last step, the first guess where no curvature is known. */
    private double length = 1;

    private Place here;
    private Place there;
    private long done;

    /** The least loss so far, and the least norm of a gradient since it was found. */
    private double leastLoss;

    private double leastNorm;

    /** How many steps in succession made neither smaller, as rounding may have it, and where they began. */
    private int vain;

    private Place best;

    LbfgsRun(Lbfgs settings, double[] start) {
        this.settings = settings;
        this.loss = settings.loss().evaluator();
        this.search = new LineSearch(loss);
        this.here = new Place(start.clone());
        here.evaluate(loss);
        if (!here.isFinite()) {
            throw NotFinite.failure(
                    settings.loss(), here.value(), here.gradient(), "at the start; begin where it is a number");
        }
        this.there = new Place(new double[start.length]);
        this.best = new Place(new double[start.length]);
        this.pairs = new CurvaturePairs(settings.memory(), start.length);
        this.direction = new double[start.length];
        this.leastLoss = here.value();
        this.leastNorm = here.norm();
    }

    /** Goes on to the end. */
    Optimum end() {
        double before = Double.NaN;
        while (true) {
            Stop.Reason reason = settings.stop().reason(done, here.value(), before, here.norm());
            if (reason == null && !findsStep()) {
                reason = Stop.Reason.NO_DESCENT;
                here = vain > 0 ? best : here;
            }
            if (reason != null) {
                return new Optimum(here.x(), here.value(), here.norm(), done, reason);
            }
            done++;
            settings.listener().step(done, here.value(), here.norm());
            before = here.value();
            move();
        }
    }

    /** Looks for a better place by the curvature that is known, and if there is none once more by the gradient alone. */
    private boolean findsStep() {
        if (vain == MOST_VAIN) {
            return false;
        }
        if (!pairs.isEmpty()) {
            pairs.direction(here.gradient(), direction);
            if (findsStep(1)) {
                return true;
            }
            pairs.clear();
        }
        pairs.direction(here.gradient(), direction);
        return findsStep(length / here.norm());
    }

    private boolean findsStep(double first) {
        double slope = Place.dot(here.gradient(), direction);
        return slope < 0
                && slope > Double.NEGATIVE_INFINITY
                && search.search(here, leastLoss, direction, slope, first, there);
    }

    private void move() {
        pairs.add(here, there);
        double distance = here.distance(there);
        length = distance > 0 ? distance : length;
        Place left = here;
        here = there;
        there = left;
        if (here.value() < leastLoss || here.norm() < leastNorm) {
            leastNorm = here.value() < leastLoss ? here.norm() : Math.min(leastNorm, here.norm());
            leastLoss = Math.min(leastLoss, here.value());
            vain = 0;
        } else if (vain++ == 0) {
            there = best;
            best = left;
        }
    }
}
