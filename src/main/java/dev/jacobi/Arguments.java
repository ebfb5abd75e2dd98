package dev.jacobi;

/**
 * What a kernel takes beside variables and seeds.
 *
 * @param given how many elements the variables were given
 * @param n how many they must have
 * @param m how many elements the results have
 * @param data all real data, one after the other
 * @param ints the sizes, then all integer data
 */
record Arguments(int given, int n, int m, double[] data, int[] ints) {}
