package dev.jacobi.optim.hipparchus;

import dev.jacobi.CompiledFunction;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.optim.Optimum;
import dev.jacobi.optim.Stop;

/**
 * Minimisation of a function by conjugate gradients with a line search: E. Polak and G. Ribiere, Note sur la convergence de methodes de
 * directions conjuguees, 1969, as Hipparchus has it. {@link dev.jacobi.optim.Lbfgs} mostly takes fewer evaluations. Immutable.
 */
public final class ConjugateGradient {
    private final CompiledFunction loss;
    private final Stop stop;

    private ConjugateGradient(CompiledFunction loss, Stop stop) {
        this.loss = loss;
        this.stop = stop;
    }

    /**
     * Over a function, which ends after 1000 steps or where the gradient's norm is at most 1e-8.
     *
     * @param loss a function with one number as its result, with its data bound
     */
    public static ConjugateGradient over(CompiledFunction loss) {
        return new ConjugateGradient(loss, Stop.after(1000).gradientNorm(1e-8));
    }

    /** This with another rule when to end; it is asked after each step. */
    public ConjugateGradient stop(Stop value) {
        return new ConjugateGradient(loss, value);
    }

    /**
     * Goes from a start to a minimum nearby.
     *
     * @param start all variables, flattened in declared order; it is copied
     * @throws JacobiException where {@code start} has another length than the variables, data is not bound, the loss is not finite at the
     *     start or after a step, or Hipparchus is not on the class path
     */
    public Optimum minimize(double[] start) {
        return Library.call("conjugate gradients", () -> ConjugateGradientRun.of(loss, stop, start.clone()));
    }
}
