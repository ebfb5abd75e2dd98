package dev.jacobi.optim;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a step changes parameters: a formula of the language. Its last function takes arrays of one size, the parameters first, then any
 * number of states, which are 0 before step 1, then the gradient; and numbers: {@code t}, which counts steps from 1, {@code alpha}, the rate
 * of the step, and the settings. It gives the parameters and the states after the step.
 *
 * <pre>{@code
 * UpdateRule rule = new UpdateRule("""
 *         function descent(w[N], g[N], alpha) = [i in N: w[i] - alpha * g[i]]
 *         """, Schedule.constant(0.1), Map.of());
 * }</pre>
 *
 * @param formula the text; it may import those that ship with this package, as {@code import "adam"}
 * @param alpha the rate of each step
 * @param settings the values of the formula's other numbers, by name
 */
public record UpdateRule(String formula, Schedule alpha, Map<String, Double> settings) implements Optimizer {

    /** A rule of this formula. */
    public UpdateRule {
        settings = Map.copyOf(settings);
    }

    /** One that ships with this package. */
    static UpdateRule shipped(String name, Schedule alpha, Map<String, Double> settings) {
        return new UpdateRule(Formulas.text(name), alpha, settings);
    }

    /** This rule with other rates. */
    public UpdateRule alpha(Schedule rate) {
        return new UpdateRule(formula, rate, settings);
    }

    /** This rule with another value of a setting. */
    public UpdateRule setting(String name, double value) {
        Map<String, Double> changed = new TreeMap<>(settings);
        changed.put(name, value);
        return new UpdateRule(formula, alpha, changed);
    }

    @Override
    public UpdateRule rule() {
        return this;
    }
}
