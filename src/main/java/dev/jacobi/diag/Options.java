package dev.jacobi.diag;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How a formula is compiled. Immutable; each method returns a changed copy. */
public final class Options {
    private static final Options DEFAULTS = new Options(
            Arithmetic.DEFAULT,
            false,
            Limits.defaults(),
            Collections.emptySet(),
            Backend.JANINO,
            List.of(),
            Solving.defaults(),
            false);

    private final Arithmetic arithmetic;
    private final boolean strictMath;
    private final Limits limits;
    private final Set<Derivative> derivatives;
    private final Backend backend;
    private final List<ExternalFunction> externals;
    private final Solving solving;
    private final boolean checkpoint;

    private Options(
            Arithmetic arithmetic,
            boolean strictMath,
            Limits limits,
            Set<Derivative> derivatives,
            Backend backend,
            List<ExternalFunction> externals,
            Solving solving,
            boolean checkpoint) {
        this.arithmetic = arithmetic;
        this.strictMath = strictMath;
        this.limits = limits;
        this.derivatives = derivatives;
        this.backend = backend;
        this.externals = externals;
        this.solving = solving;
        this.checkpoint = checkpoint;
    }

    /** Default arithmetic, {@code Math}, {@link Limits#defaults()}, entry points compiled at first use. */
    public static Options defaults() {
        return DEFAULTS;
    }

    /** How much simplification may change. */
    public Options arithmetic(Arithmetic value) {
        return new Options(value, strictMath, limits, derivatives, backend, externals, solving, checkpoint);
    }

    /** Whether functions come from {@code StrictMath}, so that results repeat on every machine. */
    public Options strictMath(boolean value) {
        return new Options(arithmetic, value, limits, derivatives, backend, externals, solving, checkpoint);
    }

    /** What one formula may cost. */
    public Options limits(Limits value) {
        return new Options(arithmetic, strictMath, value, derivatives, backend, externals, solving, checkpoint);
    }

    /** The entry points to compile at once; the others compile at first use. */
    public Options derivatives(Derivative... values) {
        EnumSet<Derivative> set = EnumSet.noneOf(Derivative.class);
        Collections.addAll(set, values);
        return new Options(
                arithmetic,
                strictMath,
                limits,
                Collections.unmodifiableSet(set),
                backend,
                externals,
                solving,
                checkpoint);
    }

    /** The Java compiler that is used at run time. */
    public Options backend(Backend value) {
        return new Options(arithmetic, strictMath, limits, derivatives, value, externals, solving, checkpoint);
    }

    /** The methods of the user's that formulas may call; a function of a file's own hides one of the same name. */
    public Options externals(ExternalFunction... values) {
        return new Options(arithmetic, strictMath, limits, derivatives, backend, List.of(values), solving, checkpoint);
    }

    /** How {@code solve} looks for a root. */
    public Options solving(Solving value) {
        return new Options(arithmetic, strictMath, limits, derivatives, backend, externals, value, checkpoint);
    }

    /**
     * Whether reverse mode saves less of recurrences. Without, a gradient keeps the states of all T steps of a fold, and beside them what
     * else of each step its adjoint needs and is dear to compute, none of it longer than the longest state. With, a fold that
     * stands in no loop, and of which only the last values are read, runs in about √T segments: kept are the states before each segment,
     * and those of one segment at a time, about 2 √T, which it computes once more. Value and gradient have the same bits as without. What
     * is kept in any case: all values of a {@code scan}, the states of a fold inside another fold or loop while its one step runs, and
     * adjoints that a step needs in an order that its own loops cannot make.
     */
    public Options checkpoint(boolean value) {
        return new Options(arithmetic, strictMath, limits, derivatives, backend, externals, solving, value);
    }

    /** How much simplification may change. */
    public Arithmetic arithmetic() {
        return arithmetic;
    }

    /** Whether functions come from {@code StrictMath}. */
    public boolean strictMath() {
        return strictMath;
    }

    /** What one formula may cost. */
    public Limits limits() {
        return limits;
    }

    /** The entry points that are compiled at once. */
    public Set<Derivative> derivatives() {
        return derivatives;
    }

    /** The Java compiler that is used at run time. */
    public Backend backend() {
        return backend;
    }

    /** The methods of the user's that formulas may call. */
    public List<ExternalFunction> externals() {
        return externals;
    }

    /** How {@code solve} looks for a root. */
    public Solving solving() {
        return solving;
    }

    /** Whether reverse mode computes parts of recurrences again, rather than save all their states. */
    public boolean checkpoint() {
        return checkpoint;
    }
}
