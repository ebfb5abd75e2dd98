package dev.jacobi.optim;

import dev.jacobi.CompiledFunction;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.util.Set;

/** Parameters and states, and the rule that changes them. For one thread; a step allocates nothing. */
abstract class Update {
    /** The numbers of a rule that each step gives. */
    static final Set<String> CHANGING = Set.of("t", "alpha");

    private final Call rate;

    Update(Call rate) {
        this.rate = rate;
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
        Call call = new Call(rule, arrays, arrays * parameters, settings.settings(), CHANGING);
        int length = rule.resultLength(call.arguments());
        if (length != results * parameters) {
            throw misfit("gives " + length + " numbers in " + results + " arrays for " + parameters
                    + " parameters; all arrays have the size of the parameters");
        }
        Call rate = settings.alpha().call(formulas.rate());
        if (formulas.inPlace().isEmpty()) {
            return new CopyingUpdate(call, rate, parameters, length);
        }
        Call numbers = new Call(rule, arrays, 0, settings.settings(), CHANGING);
        return new InPlaceUpdate(formulas.inPlace().get(), numbers, rate, arrays, parameters);
    }

    /** The parameters as they are; each step changes this array. */
    abstract double[] parameters();

    /** Takes parameters, or parameters and states, as they are. */
    abstract void read(double[] numbers);

    /** A copy of the parameters and the states. */
    abstract double[] written();

    /** Makes step {@code t}, from 1 on, with a gradient. */
    abstract void step(long t, double[] gradient);

    /** Gives a rule the numbers of step {@code t}. */
    final void setNumbers(Call rule, long t) {
        rate.set("t", t);
        rule.set("t", t);
        rule.set("alpha", rate.value());
    }

    private static JacobiException misfit(String message) {
        return new JacobiException(ErrorCode.ARGUMENT, "the update rule " + message);
    }
}
