package dev.jacobi.optim;

import dev.jacobi.CompiledFunction;
import dev.jacobi.diag.JacobiException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rate alpha of each step: a formula over the number {@code t} of the step, from 1 on, and settings. Immutable.
 *
 * @param formula a text of the language, whose last function has variables named {@code t} and as the settings
 * @param settings the values of all its variables but {@code t}, by name
 */
public record Schedule(String formula, Map<String, Double> settings) {
    private static final String STEP = "t";
    private static final String WARM = "warm";

    /** A schedule of this formula. */
    public Schedule {
        settings = Map.copyOf(settings);
    }

    /**
     * The same rate in all steps.
     *
     * @throws JacobiException unless {@code alpha} is positive
     */
    public static Schedule constant(double alpha) {
        return new Schedule(Formulas.text("constant"), Map.of("alpha", Ranges.positive("alpha", alpha), WARM, 0.0));
    }

    /**
     * From {@code alpha} in step 1 down half a cosine to 0, which is reached after so many steps.
     *
     * @throws JacobiException unless both are positive
     */
    public static Schedule cosine(double alpha, long steps) {
        double positive = Ranges.positive("steps", steps);
        Map<String, Double> settings = Map.of("alpha", Ranges.positive("alpha", alpha), WARM, 0.0, "least", 0.0);
        return new Schedule(Formulas.text("cosine"), settings).with("steps", positive);
    }

    /** This, preceded by so many steps in which the rate goes up to the first in a line. */
    public Schedule warmUp(long steps) {
        return with(WARM, Ranges.notNegative("warm", steps));
    }

    /** This cosine, down to {@code rate} in place of 0. */
    public Schedule least(double rate) {
        return with("least", Ranges.notNegative("least", rate));
    }

    private Schedule with(String name, double value) {
        Map<String, Double> changed = new TreeMap<>(settings);
        changed.put(name, value);
        return new Schedule(formula, changed);
    }

    /** The formula with its settings, to be evaluated for any step. */
    Call call(CompiledFunction compiled) {
        return new Call(compiled, 0, 0, settings, Set.of(STEP));
    }

    /**
     * The rate of a step, counted from 1. Compiles the formula, so take it for a look.
     *
     * @throws JacobiException where the formula has mistakes, or other variables than {@code t} and the settings
     */
    public double rate(long step) {
        Call call = call(Formulas.compile(formula));
        call.set(STEP, step);
        return call.value();
    }
}
