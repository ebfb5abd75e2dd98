package dev.jacobi.cli;

import dev.jacobi.diag.Derivative;

/** A way to compute a function's values and derivatives. */
interface Calculation {

    /** What an entry point gives at a point: the results, or the derivative in its flat order. */
    double[] run(Derivative derivative, Point point, double... seed);
}
