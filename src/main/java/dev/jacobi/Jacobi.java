package dev.jacobi;

import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;

/**
 * Compiles formulas in a running JVM.
 *
 * <pre>{@code
 * CompiledFunction f = Jacobi.compile("function f(x, l) = x^2 / log(x) + l");
 * double[] g = new double[2];
 * double value = f.gradient(new double[] {3, 5}, g);
 * }</pre>
 */
public final class Jacobi {
    private Jacobi() {}

    /**
     * Compiles the last function of a text, or a bare expression, with {@link Options#defaults()}. A small formula takes about a
     * millisecond once the JVM is warm.
     *
     * @throws JacobiException with every mistake in the text, or where a limit is crossed
     */
    public static CompiledFunction compile(String text) {
        return with(Options.defaults()).compile(text);
    }

    /** A compiler with these options. */
    public static FormulaCompiler with(Options options) {
        return new FormulaCompiler(options, ImportResolver.NONE);
    }
}
