package dev.jacobi.optim;

import dev.jacobi.diag.JacobiException;
import java.util.Map;

/**
 * The settings that Adam and its kin have in common. Immutable; a value outside its range is a {@link JacobiException} that names both.
 *
 * @param <S> the method itself
 */
public abstract sealed class AdaptiveMoments<S> implements Optimizer permits Adam, AdamW, AdamL2, AmsGrad {
    private final UpdateRule rule;

    AdaptiveMoments(UpdateRule rule) {
        this.rule = rule;
    }

    /** A formula that ships with this package, with the usual settings: alpha 0.001, beta 0.9, gamma 0.999, epsilon 1e-8. */
    static UpdateRule usual(String formula) {
        Map<String, Double> settings = Map.of("beta", 0.9, "gamma", 0.999, "epsilon", 1e-8);
        return UpdateRule.shipped(formula, Schedule.constant(0.001), settings);
    }

    /** The same method with another rule. */
    abstract S with(UpdateRule changed);

    /** These settings with another rate, the same in all steps; positive. */
    public S alpha(double rate) {
        return alpha(Schedule.constant(rate));
    }

    /** These settings with another rate for each step. */
    public S alpha(Schedule rate) {
        return with(rule.alpha(rate));
    }

    /** These settings with another weight of what was before in the average of gradients; at least 0, below 1. */
    public S beta(double value) {
        return with(rule.setting("beta", Ranges.weight("beta", value)));
    }

    /** These settings with another weight of what was before in the average of squared gradients; at least 0, below 1. */
    public S gamma(double value) {
        return with(rule.setting("gamma", Ranges.weight("gamma", value)));
    }

    /** These settings with another number beside the root that is divided by; not negative. */
    public S epsilon(double value) {
        return with(rule.setting("epsilon", Ranges.notNegative("epsilon", value)));
    }

    @Override
    public UpdateRule rule() {
        return rule;
    }
}
