package dev.jacobi;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;

/**
 * A function compiled in this JVM. Immutable and thread-safe. Each entry point is compiled at its first use, unless
 * {@link Options#derivatives()} named it; after that an evaluation allocates nothing. Its classes are unloaded when it is dropped.
 */
public final class CompiledFunction extends Evaluable {
    private final FunctionGraph function;
    private final Options options;
    private final EntryPoint[] entryPoints;
    private final double[] data;
    private final boolean[] bound;
    private final int unbound;

    private CompiledFunction(
            FunctionGraph function, Options options, EntryPoint[] entryPoints, double[] data, boolean[] bound) {
        super(function.variables(), function.data(), function.results().size());
        this.function = function;
        this.options = options;
        this.entryPoints = entryPoints;
        this.data = data;
        this.bound = bound;
        this.unbound = firstUnbound(bound);
    }

    static CompiledFunction of(FunctionGraph function, Options options) {
        return of(function, options, EntryPoint.all(function, options));
    }

    /** A function over entry points that another function of the same content may share. */
    static CompiledFunction of(FunctionGraph function, Options options, EntryPoint[] entryPoints) {
        int count = function.data().size();
        return new CompiledFunction(function, options, entryPoints, new double[count], new boolean[count]);
    }

    private static int firstUnbound(boolean[] bound) {
        for (int i = 0; i < bound.length; i++) {
            if (!bound[i]) {
                return i;
            }
        }
        return -1;
    }

    /**
     * This function with one of its data given. Shares the compiled code.
     *
     * @throws JacobiException where the function has no data of that name
     */
    public CompiledFunction bind(String name, double value) {
        int index = function.data().indexOf(name);
        if (index < 0) {
            throw new JacobiException(
                    ErrorCode.ARGUMENT, "there is no data named '" + name + "'; the data are " + function.data());
        }
        double[] newData = data.clone();
        boolean[] newBound = bound.clone();
        newData[index] = value;
        newBound[index] = true;
        return new CompiledFunction(function, options, entryPoints, newData, newBound);
    }

    /** An evaluator for one thread, with a workspace of its own. */
    public Evaluator evaluator() {
        return new Evaluator(this);
    }

    /**
     * This function behind an interface of the user's: a public, non-generic interface whose methods are called like the entry points
     * ({@code value}, {@code gradient}, ...). Each takes the variables, then the data that is not bound, as {@code double}s in declared
     * order, or all variables as one {@code double[]}; then the arrays of the entry point.
     *
     * @throws JacobiException where a method fits no entry point
     */
    public <T> T as(Class<T> type) {
        return new TypedAdapter(function, options, data, bound).adapt(type);
    }

    /** The Java that was compiled for the value. */
    public String source() {
        return source(Derivative.VALUE);
    }

    /** The Java that was compiled for an entry point, exactly; compiles it if that has not happened yet. */
    public String source(Derivative derivative) {
        return entryPoints[derivative.ordinal()].compiled().source();
    }

    /** Compiles an entry point now rather than at its first use. */
    void prepare(Derivative derivative) {
        entryPoints[derivative.ordinal()].compiled();
    }

    EntryPoint entryPoint(Derivative derivative) {
        return entryPoints[derivative.ordinal()];
    }

    /** The data, all bound. */
    double[] boundData() {
        if (unbound >= 0) {
            String name = function.data().get(unbound);
            throw new JacobiException(
                    ErrorCode.ARGUMENT, "data '" + name + "' is not bound; call bind(\"" + name + "\", value) first");
        }
        return data;
    }

    @Override
    double run(Derivative derivative, double[] x, double[] seed, double[] out) {
        return entryPoints[derivative.ordinal()].run(x, boundData(), seed, out);
    }
}
