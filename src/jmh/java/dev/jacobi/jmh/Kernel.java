package dev.jacobi.jmh;

/** A function of several variables with its gradient: what every contestant of a benchmark implements. */
interface Kernel {
    /** The value at {@code x}. */
    double value(double[] x);

    /** Fills {@code g} with the gradient at {@code x} and returns the value. */
    double gradient(double[] x, double[] g);
}
