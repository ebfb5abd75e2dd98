package dev.jacobi.diag;

/**
 * How {@code solve} looks for a root by Newton's method. Steps shrink quadratically near a simple root: after one of 1e-10 of the unknown the
 * next would be about 1e-20 of it, so that the root has all the digits that the residual's rounding leaves it.
 *
 * @param tolerance the largest last step, as a part of the unknown; above 0
 * @param iterations how often the residual is evaluated at most; a root that takes longer to find is NaN. At least 1
 */
public record Solving(double tolerance, int iterations) {
    private static final Solving DEFAULTS = new Solving(1e-10, 100);

    public Solving {
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException("the tolerance of solve must lie between 0 and 1, not " + tolerance);
        }
        if (iterations < 1) {
            throw new IllegalArgumentException("the iterations of solve must be at least 1, not " + iterations);
        }
    }

    /** Steps of 1e-10, 100 iterations. */
    public static Solving defaults() {
        return DEFAULTS;
    }
}
