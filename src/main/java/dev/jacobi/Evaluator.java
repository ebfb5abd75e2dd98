package dev.jacobi;

import dev.jacobi.diag.Derivative;
import dev.jacobi.runtime.KernelCompiler.Compiled;

/** Evaluates a compiled function with a workspace of its own: for one thread, with the least overhead. */
public final class Evaluator extends Evaluable {
    private final CompiledFunction function;
    private final Compiled[] kernels = new Compiled[Derivative.values().length];
    private double[] work = {};

    Evaluator(CompiledFunction function) {
        super(function.variables(), function.data(), function.resultCount());
        this.function = function;
    }

    @Override
    double run(Derivative derivative, double[] x, double[] seed, double[] out) {
        Compiled compiled = kernels[derivative.ordinal()];
        if (compiled == null) {
            compiled = function.entryPoint(derivative).compiled();
            kernels[derivative.ordinal()] = compiled;
            if (work.length < compiled.workSize()) {
                work = new double[compiled.workSize()];
            }
        }
        return compiled.kernel().run(x, function.boundData(), seed, out, work);
    }
}
