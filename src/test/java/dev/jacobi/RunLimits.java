package dev.jacobi;

import dev.jacobi.diag.Limits;

/** The default limits, but for one of those of running. */
public final class RunLimits {
    private RunLimits() {}

    public static Limits steps(long steps) {
        return of(steps, Limits.defaults().workspace());
    }

    public static Limits workspace(int workspace) {
        return of(Limits.defaults().steps(), workspace);
    }

    private static Limits of(long steps, int workspace) {
        Limits d = Limits.defaults();
        return new Limits(
                d.text(),
                d.tokens(),
                d.nesting(),
                d.variables(),
                d.nodes(),
                d.derivativeNodes(),
                d.constants(),
                d.classBytes(),
                steps,
                workspace);
    }
}
