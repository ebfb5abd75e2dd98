package dev.jacobi.runtime;

/**
 * One call of a function by the parameters of a user's method, which are put one after the other, each by its number, before the call is
 * run. For one thread.
 */
public interface TypedCall {
    void number(int parameter, double value);

    void integer(int parameter, int value);

    void array(int parameter, double[] values);

    void integers(int parameter, int[] values);

    /**
     * Runs the call, after which it must not be used again.
     *
     * @param seed the directions or weights, or null where there are none
     * @param out where the outputs go, or null where there are none
     * @return the value
     */
    double run(double[] seed, double[] out);

    /** Runs the call likewise, with the outputs in a new array. */
    double[] results(double[] seed);

    /** Where calls begin. For all threads. */
    interface Source {

        /** A call of one of the methods, by its number. */
        TypedCall begin(int method);
    }
}
