package dev.jacobi.models;

/** How far results are from their references. */
final class Errors {
    private Errors() {}

    /** The largest difference, in units of the reference's largest entry; NaN where any entry is. */
    static double relative(double[] reference, double[] actual) {
        if (reference.length != actual.length) {
            throw new AssertionError(actual.length + " entries, the reference has " + reference.length);
        }
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < reference.length; i++) {
            largest = Math.max(largest, Math.abs(reference[i]));
            difference = Math.max(difference, Math.abs(reference[i] - actual[i]));
        }
        return difference / largest;
    }
}
