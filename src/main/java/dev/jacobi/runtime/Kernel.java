package dev.jacobi.runtime;

/** What a compiled program implements. Non-generic, since Janino makes no bridge methods. */
public interface Kernel {

    /**
     * Runs the program.
     *
     * @param x the variables
     * @param data the data
     * @param ints the sizes, then the integer data
     * @param seed the directions or weights of a derivative; unused by a program that has none
     * @param out where the outputs go, overwritten; unused by a program that only returns
     * @param work a workspace of at least the program's size, whose contents do not matter
     * @return the value
     */
    double run(double[] x, double[] data, int[] ints, double[] seed, double[] out, double[] work);

    /** The length of the workspace that the program needs for these sizes. */
    int workSize(int[] ints);
}
