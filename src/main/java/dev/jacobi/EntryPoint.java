package dev.jacobi;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.emit.KernelSource;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.runtime.KernelCompiler.Compiled;
import dev.jacobi.runtime.Workspaces;
import java.util.Arrays;

/** One entry point of a function: compiled once, at its first use, by whichever thread comes first. */
final class EntryPoint {
    private final FunctionGraph function;
    private final Derivative derivative;
    private final Options options;
    private volatile Ready ready;
    private SparseStructure structure;

    private record Ready(Compiled compiled, Workspaces workspaces) {}

    EntryPoint(FunctionGraph function, Derivative derivative, Options options) {
        this.function = function;
        this.derivative = derivative;
        this.options = options;
    }

    /** All entry points of a function, by the ordinal of their derivative. */
    static EntryPoint[] all(FunctionGraph function, Options options) {
        return Arrays.stream(Derivative.values())
                .map(derivative -> new EntryPoint(function, derivative, options))
                .toArray(EntryPoint[]::new);
    }

    Compiled compiled() {
        return ready().compiled;
    }

    double run(double[] x, Arguments arguments, double[] seed, double[] out) {
        Ready now = ready();
        int workSize = workSize(arguments);
        double[] work = take(now.workspaces, workSize);
        double value = run(now.compiled, arguments, x, seed, out, work);
        now.workspaces.giveBack(work);
        return value;
    }

    private static double[] take(Workspaces workspaces, int size) {
        try {
            return workspaces.take(size);
        } catch (OutOfMemoryError e) {
            throw Workload.noMemory(size, e);
        }
    }

    /** The length of the program's workspace for some arguments, which are held against the limits at the first time. */
    int workSize(Arguments arguments) {
        int known = arguments.workSizes()[derivative.ordinal()];
        if (known > 0) {
            return known - 1;
        }
        int size = Workload.workSize(ready().compiled.costs(), function, arguments.ints(), options.limits());
        arguments.workSizes()[derivative.ordinal()] = size + 1;
        return size;
    }

    static double run(Compiled compiled, Arguments arguments, double[] x, double[] seed, double[] out, double[] work) {
        try {
            return compiled.kernel().run(x, arguments.data(), arguments.ints(), seed, out, work);
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw KernelSource.isExternal(e, compiled.kernel().getClass()) ? e : failure(e);
        }
    }

    private static JacobiException failure(RuntimeException e) {
        String message = e instanceof ArithmeticException
                ? "integer arithmetic of the formula fails: " + e.getMessage()
                : "an index of the formula is outside its array";
        return new JacobiException(ErrorCode.ARGUMENT, message, e);
    }

    /** Which entries a sparse derivative has. */
    synchronized SparseStructure structure() {
        if (structure == null) {
            structure = SparseStructure.compile(function, derivative, options);
        }
        return structure;
    }

    private Ready ready() {
        Ready found = ready;
        return found != null ? found : compile();
    }

    private synchronized Ready compile() {
        if (ready == null) {
            Compiled compiled = Compiler.compile(function, derivative, options);
            ready = new Ready(compiled, new Workspaces());
        }
        return ready;
    }
}
