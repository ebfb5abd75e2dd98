package dev.jacobi.optim;

import dev.jacobi.diag.JacobiException;
import java.util.Map;

/**
 * Gradient descent with momentum: B. T. Polyak, Some methods of speeding up the convergence of iteration methods, 1964. The velocity is beta
 * times that before plus the gradient; each parameter moves by alpha times it. With batches this is stochastic gradient descent. A value
 * outside its range is a {@link JacobiException} that names both.
 */
public final class Momentum implements Optimizer {
    private final UpdateRule rule;

    private Momentum(UpdateRule rule) {
        this.rule = rule;
    }

    /** The usual settings: alpha 0.01, beta 0.9. */
    public static Momentum defaults() {
        return new Momentum(UpdateRule.shipped("momentum", Schedule.constant(0.01), Map.of("beta", 0.9)));
    }

    /** These settings with another rate, the same in all steps; positive. */
    public Momentum alpha(double rate) {
        return alpha(Schedule.constant(rate));
    }

    /** These settings with another rate for each step. */
    public Momentum alpha(Schedule rate) {
        return new Momentum(rule.alpha(rate));
    }

    /** These settings with another part of the velocity that stays; at least 0, where it is plain gradient descent, and below 1. */
    public Momentum beta(double value) {
        return new Momentum(rule.setting("beta", Ranges.weight("beta", value)));
    }

    @Override
    public UpdateRule rule() {
        return rule;
    }
}
