package dev.jacobi;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.interpret.Unsolved;
import java.util.List;

/**
 * A function compiled in this JVM. Immutable and thread-safe. Each entry point is compiled at its first use, unless
 * {@link Options#derivatives()} named it; after that an evaluation allocates nothing. Its classes are unloaded when it is dropped.
 */
public final class CompiledFunction extends Evaluable {
    private final FunctionGraph function;
    private final Options options;
    private final EntryPoint[] entryPoints;
    private final Bound bound;

    private CompiledFunction(FunctionGraph function, Options options, EntryPoint[] entryPoints, Bound bound) {
        super(function);
        this.function = function;
        this.options = options;
        this.entryPoints = entryPoints;
        this.bound = bound;
    }

    static CompiledFunction of(FunctionGraph function, Options options) {
        return of(function, options, EntryPoint.all(function, options));
    }

    /** A function over entry points that another function of the same content may share. */
    static CompiledFunction of(FunctionGraph function, Options options, EntryPoint[] entryPoints) {
        return new CompiledFunction(function, options, entryPoints, Bound.nothing(function));
    }

    private CompiledFunction with(Bound newBound) {
        return new CompiledFunction(function, options, entryPoints, newBound);
    }

    /**
     * This function with one of its data given, a single number. Shares the compiled code.
     *
     * @throws JacobiException where the function has no data of that name
     */
    public CompiledFunction bind(String name, double value) {
        return with(bound.with(name, new double[] {value}));
    }

    /** This function with a single integer given: data, or a size that arrays do not tell. */
    public CompiledFunction bind(String name, int value) {
        return with(bound.with(name, value));
    }

    /**
     * This function with an array of data given, row-major where its rank is above 1. The array is copied at the first evaluation.
     *
     * @throws JacobiException where the function has no data of that name, or its length contradicts a size that is known
     */
    public CompiledFunction bind(String name, double[] values) {
        return with(bound.with(name, values));
    }

    /** This function with a matrix of data given, by rows, which are all of one length. */
    public CompiledFunction bind(String name, double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        if ((long) rows.length * columns > Integer.MAX_VALUE) {
            throw new JacobiException(ErrorCode.LIMIT, "data '" + name + "' has more than 2^31 elements");
        }
        double[] values = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new JacobiException(
                        ErrorCode.ARGUMENT,
                        "data '" + name + "': row " + i + " has " + rows[i].length + " elements, row 0 has " + columns);
            }
            System.arraycopy(rows[i], 0, values, i * columns, columns);
        }
        return with(bound.with(name, values, rows.length, columns));
    }

    /**
     * This function with an array of integer data given, row-major where its rank is above 1.
     *
     * <p>Data that is used as an index as it stands ({@code X[c[i]]}), for all its elements and in no branch, is checked here where the
     * size of the array is known, and otherwise as soon as it is: at another bind or at the first evaluation. What a branch or an empty
     * loop may leave out is checked where it is used.
     *
     * @throws JacobiException where the function has no integer data of that name, its length contradicts a size that is known, or an
     *     element is an index outside its array
     */
    public CompiledFunction bind(String name, int[] values) {
        return with(bound.with(name, values));
    }

    Options options() {
        return options;
    }

    /** An evaluator for one thread, with a workspace of its own. */
    public Evaluator evaluator() {
        return new Evaluator(this);
    }

    /**
     * An evaluator for one thread that takes the data as if only some of its rows were bound.
     *
     * @param size the name of the size that counts rows; data must tell it, and have it as an extent at most once
     * @param count how many rows a batch has
     * @throws JacobiException where there is no such size, a variable has it, or there are fewer rows
     */
    public BatchEvaluator batch(String size, int count) {
        return BatchEvaluator.of(this, bound, size, count);
    }

    /**
     * This function behind an interface of the user's: a public, non-generic interface whose methods are called like the entry points
     * ({@code value}, {@code gradient}, ...). Each takes the variables, then the data that is not bound, in declared order and as the
     * static methods of a generated class do: {@code double}, {@code double[]} (row-major), for integer data {@code int} or
     * {@code int[]}, then an {@code int} for each size that neither lengths nor bound data tell; then the arrays of the entry point. Or,
     * where all data is bound, all variables in one {@code double[]}. An object of the interface is thread-safe and allocates nothing
     * per call; the annotation processor implements the same interface in a build ({@link JacobiSource}). Parameters go by order; where
     * their names are known (by the option {@code -parameters} of javac), one that is called like another of the function's is an error.
     *
     * <p>Of a function with arrays, a method may also return {@code double[]}: a new array in the place of the last one. What a call
     * passes is copied, so bind data that stays the same; where a call passes other sizes or other integer data than the one before, they
     * are looked at again, which allocates. Wrong lengths and indices are {@link JacobiException}s there, as in all methods here; of a
     * function of numbers a wrong length is an {@link IllegalArgumentException}, as in a generated class.
     *
     * @throws JacobiException where a method fits no entry point, saying which parameter is wrong and what is expected
     */
    public <T> T as(Class<T> type) {
        return function.hasArrays()
                ? new ArrayAdapter(this, bound).adapt(type, options)
                : new TypedAdapter(function, options, bound).adapt(type);
    }

    /**
     * Why a result is NaN where a {@code solve} does not converge: a line for each that is evaluated once at a point, not in each step of
     * a loop, and finds no root; with its place in the source, for an array that of its first use, and the number of iterations. Empty
     * where all find their roots. Interprets the function, some hundred times slower than {@link #value}.
     *
     * @throws JacobiException where {@code x} has another length than the variables, or data is not bound
     */
    public List<String> unsolved(double[] x) {
        Arguments arguments = arguments(x);
        checkInput("x", x, arguments.n());
        return Unsolved.of(function, new Interpreted(function, arguments, x), options.strictMath()).stream()
                .map(unsolved -> unsolved.line(""))
                .toList();
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

    @Override
    SparseStructure.Found structure(Derivative derivative) {
        return entryPoints[derivative.ordinal()].structure().find(derivative, bound.arguments());
    }

    @Override
    Arguments arguments(double[] x) {
        return bound.arguments(x == null ? -1 : x.length);
    }

    @Override
    double run(Derivative derivative, Arguments arguments, double[] x, double[] seed, double[] out) {
        return entryPoints[derivative.ordinal()].run(x, arguments, seed, out);
    }
}
