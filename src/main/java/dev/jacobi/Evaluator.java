package dev.jacobi;

import dev.jacobi.diag.Derivative;
import dev.jacobi.runtime.KernelCompiler.Compiled;

/** Evaluates a compiled function with a workspace of its own: for one thread, with the least overhead. */
public final class Evaluator extends Evaluable {
    private final CompiledFunction function;
    private final Compiled[] kernels = new Compiled[Derivative.values().length];
    private double[] work = {};

    Evaluator(CompiledFunction function) {
        super(function.graph());
        this.function = function;
    }

    @Override
    SparseStructure.Found structure(Derivative derivative) {
        return function.structure(derivative);
    }

    @Override
    Arguments arguments(double[] x) {
        return function.arguments(x);
    }

    @Override
    double run(Derivative derivative, Arguments arguments, double[] x, double[] seed, double[] out) {
        Compiled compiled = kernels[derivative.ordinal()];
        if (compiled == null) {
            compiled = function.entryPoint(derivative).compiled();
            kernels[derivative.ordinal()] = compiled;
        }
        int workSize = function.entryPoint(derivative).workSize(arguments);
        if (work.length < workSize) {
            work = Workload.allocate(workSize);
        }
        return EntryPoint.run(compiled, arguments, x, seed, out, work);
    }
}
