package dev.jacobi;

import dev.jacobi.diag.Derivative;

/**
 * What a kernel takes beside variables and seeds.
 *
 * @param given how many elements the variables were given
 * @param n how many they must have
 * @param m how many elements the results have
 * @param data all real data, one after the other
 * @param ints the sizes, then all integer data
 * @param workSizes for each derivative how long a workspace it needs, plus 1; 0 while that has not been looked at. Threads may find it
 *     at once: they find the same
 */
record Arguments(int given, int n, int m, double[] data, int[] ints, int[] workSizes) {
    Arguments(int given, int n, int m, double[] data, int[] ints) {
        this(given, n, m, data, ints, new int[Derivative.values().length]);
    }
}
