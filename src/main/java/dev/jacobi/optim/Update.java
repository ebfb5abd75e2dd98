package dev.jacobi.optim;

import dev.jacobi.CompiledFunction;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.util.Arrays;
import java.util.Set;

/** Parameters and states, and the rule that changes them. For one thread; a step allocates nothing. */
final class Update {
    private final Call rule;
    private final Call rate;
    private final int parameters;
    private final double[] after;

    private Update(Call rule, Call rate, int parameters, int length) {
        this.rule = rule;
        this.rate = rate;
        this.parameters = parameters;
        this.after = new double[length];
    }

    /** A rule for so many parameters, which are 0, like the states. */
    static Update of(UpdateRule settings, StepFormulas formulas, int parameters) {
        CompiledFunction rule = formulas.update();
        int results = rule.resultCount();
        int arrays = results + 1;
        if (rule.variables().size() < arrays || !rule.data().isEmpty()) {
            throw misfit("gives " + results
                    + " arrays, so it takes as many and the gradient first, then numbers, and no data; it takes "
                    + rule.variables());
        }
        Call call = new Call(rule, arrays, arrays * parameters, settings.settings(), Set.of("t", "alpha"));
        int length = rule.resultLength(call.arguments());
        if (length != results * parameters) {
            throw misfit("gives " + length + " numbers in " + results + " arrays for " + parameters
                    + " parameters; all arrays have the size of the parameters");
        }
        return new Update(call, settings.alpha().call(formulas.rate()), parameters, length);
    }

    /** Takes parameters, or parameters and states, as they are. */
    void read(double[] numbers) {
        System.arraycopy(numbers, 0, rule.arguments(), 0, numbers.length);
    }

    /** A copy of the parameters and the states. */
    double[] written() {
        return Arrays.copyOf(rule.arguments(), after.length);
    }

    /** Makes step {@code t}, from 1 on, with a gradient; gives the parameters after it. */
    void step(long t, double[] gradient, double[] w) {
        double[] before = rule.arguments();
        System.arraycopy(gradient, 0, before, after.length, parameters);
        rate.set("t", t);
        rule.set("t", t);
        rule.set("alpha", rate.value());
        rule.value(after);
        System.arraycopy(after, 0, before, 0, after.length);
        System.arraycopy(after, 0, w, 0, parameters);
    }

    private static JacobiException misfit(String message) {
        return new JacobiException(ErrorCode.ARGUMENT, "the update rule " + message);
    }
}
