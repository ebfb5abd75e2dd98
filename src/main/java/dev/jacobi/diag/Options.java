package dev.jacobi.diag;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** How a formula is compiled. Immutable; each method returns a changed copy. */
public final class Options {
    private static final Options DEFAULTS =
            new Options(Arithmetic.DEFAULT, false, Limits.defaults(), Collections.emptySet());

    private final Arithmetic arithmetic;
    private final boolean strictMath;
    private final Limits limits;
    private final Set<Derivative> derivatives;

    private Options(Arithmetic arithmetic, boolean strictMath, Limits limits, Set<Derivative> derivatives) {
        this.arithmetic = arithmetic;
        this.strictMath = strictMath;
        this.limits = limits;
        this.derivatives = derivatives;
    }

    /** Default arithmetic, {@code Math}, {@link Limits#defaults()}, entry points compiled at first use. */
    public static Options defaults() {
        return DEFAULTS;
    }

    public Options arithmetic(Arithmetic value) {
        return new Options(value, strictMath, limits, derivatives);
    }

    /** Whether functions come from {@code StrictMath}, so that results repeat on every machine. */
    public Options strictMath(boolean value) {
        return new Options(arithmetic, value, limits, derivatives);
    }

    public Options limits(Limits value) {
        return new Options(arithmetic, strictMath, value, derivatives);
    }

    /** The entry points to compile at once; the others compile at first use. */
    public Options derivatives(Derivative... values) {
        EnumSet<Derivative> set = EnumSet.noneOf(Derivative.class);
        Collections.addAll(set, values);
        return new Options(arithmetic, strictMath, limits, Collections.unmodifiableSet(set));
    }

    public Arithmetic arithmetic() {
        return arithmetic;
    }

    public boolean strictMath() {
        return strictMath;
    }

    public Limits limits() {
        return limits;
    }

    public Set<Derivative> derivatives() {
        return derivatives;
    }
}
