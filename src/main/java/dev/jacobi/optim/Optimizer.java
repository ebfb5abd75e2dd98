package dev.jacobi.optim;

import dev.jacobi.CompiledFunction;

/** A method that moves parameters against the gradient of a loss: settings, which {@link #over} applies to a function. */
public interface Optimizer {
    /** The formula of one step. */
    UpdateRule rule();

    /**
     * The minimisation of a function by this method.
     *
     * @param loss a function with one number as its result, whose variables are the parameters, with its data bound
     * @throws dev.jacobi.diag.JacobiException where the text of a rule has mistakes
     */
    default Minimizer over(CompiledFunction loss) {
        return Minimizer.of(loss, rule());
    }
}
