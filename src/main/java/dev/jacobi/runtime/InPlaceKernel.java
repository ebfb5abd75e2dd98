package dev.jacobi.runtime;

/** What a compiled program implements whose results take the place of its first variables. Non-generic, as {@link Kernel} is. */
public interface InPlaceKernel {

    /**
     * Runs the program.
     *
     * @param x the variables that are arrays, of one length and all different; the first are changed
     * @param data the variables that are numbers
     * @param ints the length of the arrays
     */
    void run(double[][] x, double[] data, int[] ints);
}
