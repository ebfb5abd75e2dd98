package dev.jacobi.optim;

import dev.jacobi.CompiledFunction;
import dev.jacobi.diag.JacobiException;

/**
 * Minimisation of a smooth function by L-BFGS: D. C. Liu and J. Nocedal, On the limited memory BFGS method for large scale optimization,
 * 1989. Each step learns of the curvature from those before it, and a search along its direction finds how far it goes, so that there is no
 * rate to choose. The choice for up to some hundred thousand parameters where all data is looked at in each step; for batches take
 * {@link Adam} and its like. Immutable.
 *
 * <pre>{@code
 * Optimum best = Lbfgs.over(loss).stop(Stop.after(500).gradientNorm(1e-6)).minimize(start);
 * }</pre>
 *
 * <p>A step costs mostly one gradient, sometimes a few, and 4 * memory * n operations; a run keeps 2 * (memory + 1) * n numbers, and a step
 * allocates nothing. Where the search meets a loss or gradient that is not finite, it takes shorter steps. The same settings, data and start
 * give the same bits in one release of Java on one kind of machine.
 */
public final class Lbfgs {
    private static final int MOST_MEMORY = 1000;

    private final CompiledFunction loss;
    private final int memory;
    private final Stop stop;
    private final StepListener listener;

    private Lbfgs(CompiledFunction loss, int memory, Stop stop, StepListener listener) {
        this.loss = loss;
        this.memory = memory;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * Over a function, with a memory of 10 steps; ends after 1000 steps or where the gradient's norm is at most 1e-8.
     *
     * @param loss a function with one number as its result, whose variables are the parameters, with its data bound
     */
    public static Lbfgs over(CompiledFunction loss) {
        return new Lbfgs(loss, 10, Stop.after(1000).gradientNorm(1e-8), (step, value, gradientNorm) -> {});
    }

    /**
     * This with the curvature of so many earlier steps.
     *
     * @throws JacobiException unless there are from 1 to 1000
     */
    public Lbfgs memory(int steps) {
        return new Lbfgs(loss, Ranges.count("memory", steps, MOST_MEMORY), stop, listener);
    }

    /**
     * This with another rule when to end; it is asked before each step. A run also ends where no step lowers the loss any more, with
     * {@link Stop.Reason#NO_DESCENT}.
     */
    public Lbfgs stop(Stop value) {
        return new Lbfgs(loss, memory, value, listener);
    }

    /** This with a listener for each step. */
    public Lbfgs listener(StepListener value) {
        return new Lbfgs(loss, memory, stop, value);
    }

    /**
     * Goes from a start to a minimum nearby.
     *
     * @param start all variables of the loss, flattened in declared order; it is copied
     * @throws JacobiException where the loss has not one number as its result, {@code start} has another length than its variables, data is
     *     not bound; or where the loss or its gradient is not finite at the start
     */
    public Optimum minimize(double[] start) {
        return new LbfgsRun(this, start).end();
    }

    CompiledFunction loss() {
        return loss;
    }

    int memory() {
        return memory;
    }

    Stop stop() {
        return stop;
    }

    StepListener listener() {
        return listener;
    }
}
